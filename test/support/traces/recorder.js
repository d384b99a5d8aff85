/** The client on the real SDK, with an ear at what the SDK says. */
import { Client } from '/dist/client/client.js';
import { sdkLoader } from '/dist/sdk/load.js';

const batches = [];
const client = new Client({ load: sdkLoader((signals) => batches.push(JSON.parse(JSON.stringify(signals)))), document: null });
client.retain();

globalThis.recorder = { batches, client };
