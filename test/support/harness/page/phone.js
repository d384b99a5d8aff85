import { getClient } from '/dist/cdn/telnyx-elements.js';

globalThis.harness.start(getClient());
