import { bundleOptions } from './scripts/bundle.ts';

export default bundleOptions({ 'telnyx-elements': 'dist/all.js' });
