/** Of this package and of the SDK that it is made for, as in package.json. */
export const VERSION = '0.1.0';
export const SDK_VERSION = '2.27.10';
