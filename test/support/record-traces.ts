/**
 * Records what the real SDK says, for `test/sdk/translate.test.ts`: plays scenarios against the gateway in Chromium and
 * writes each as `test/sdk/traces/<scenario>.json`, a list of the batches in which the adapter heard its signals.
 *
 * Run `npm run build`, then `node test/support/record-traces.ts [scenario…]`, whenever the SDK's version changes, and
 * look at what has changed in the traces.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { startGateway, type Gateway } from '../../demo/gateway/gateway.ts';
import type { Signal } from '../../src/sdk/signals.ts';
import { launch } from './browsers.ts';
import { until } from './harness/until.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const TRACES = join(ROOT, 'test/sdk/traces');

interface Phone {
  readonly page: Page;
  readonly user: string;
}

interface World {
  readonly gateway: Gateway;
  /** A phone that is connected; each user has one. */
  connected(user: string): Promise<Phone>;
  /** A phone that has yet to connect. */
  open(user: string): Promise<Phone>;
}

/** Runs an expression in the page, where `client` is the phone and `call` its newest call. */
function run(phone: Phone, expression: string): Promise<unknown> {
  return phone.page.evaluate(`(async () => {
    const { client } = recorder;
    const call = client.calls.at(-1);
    return (${expression});
  })()`);
}

/** Waits until an expression is true in the page. */
function reached(phone: Phone, expression: string): Promise<unknown> {
  return until(`${phone.user}: ${expression}`, () => run(phone, expression), 40_000);
}

const CONNECTED = `client.snapshot.connection.state === 'connected'`;
const state = (name: string): string => `call?.state === '${name}'`;
const flowing = 'call?.mediaHealthy && call.recoveries === 0';
const recovered = 'call?.recoveries === 1 && call.mediaHealthy';

async function answered(world: World, destination = '9196'): Promise<Phone> {
  const phone = await world.connected('agent');
  await run(phone, `client.dial('${destination}').then(() => null)`);
  await reached(phone, flowing);
  return phone;
}

async function called(world: World): Promise<{ agent: Phone; customer: Phone }> {
  const agent = await world.connected('agent');
  const customer = await world.connected('customer');
  await run(agent, `client.dial('customer').then(() => null)`);
  await reached(customer, state('ringing'));
  return { agent, customer };
}

async function refusedByDialPlan(world: World, destination: string): Promise<Phone> {
  const phone = await world.connected('agent');
  await run(phone, `client.dial('${destination}').then(() => null)`);
  await reached(phone, state('destroyed'));
  return phone;
}

async function closedAndBack(world: World, before: string): Promise<Phone> {
  const phone = await answered(world);
  await run(phone, before);
  world.gateway.fault({ fault: 'close', user: 'agent' });
  await reached(phone, recovered);
  return phone;
}

async function loginRefused(world: World, code: number): Promise<Phone> {
  const phone = await world.open('agent');
  world.gateway.fault({ fault: 'login-error', user: 'agent', code, times: 1 });
  await run(phone, `client.configure({ loginToken: '${await world.gateway.token('agent')}', tokenUrl: undefined })`);
  await run(phone, `client.connect().catch(() => null)`);
  await reached(phone, `client.snapshot.connection.error === 'auth-failed'`);
  return phone;
}

/** Each returns the phone whose trace is kept. */
const SCENARIOS: Record<string, (world: World) => Promise<Phone>> = {
  async 'outbound-answered'(world) {
    const phone = await answered(world);
    await run(phone, 'call.hangup()');
    await until('the bye', () => world.gateway.truth().counts.byes > 0);
    return phone;
  },
  async 'outbound-ended-by-server'(world) {
    const phone = await answered(world, '9005');
    await reached(phone, state('destroyed'));
    return phone;
  },
  async 'outbound-early-media'(world) {
    const phone = await answered(world, '9004');
    await run(phone, 'call.hangup()');
    return phone;
  },
  'outbound-busy': (world) => refusedByDialPlan(world, '9001'),
  'outbound-rejected': (world) => refusedByDialPlan(world, '9002'),
  'outbound-not-found': (world) => refusedByDialPlan(world, 'nobody'),
  async 'outbound-cancelled'(world) {
    const phone = await world.connected('agent');
    await run(phone, `client.dial('9003').then(() => null)`);
    await reached(phone, state('ringing'));
    await run(phone, 'call.hangup()');
    await until('the bye', () => world.gateway.truth().counts.byes > 0);
    return phone;
  },
  async 'inbound-answered'(world) {
    const { agent, customer } = await called(world);
    await run(customer, 'call.answer()');
    await reached(customer, flowing);
    await run(agent, 'call.hangup()');
    await reached(customer, state('destroyed'));
    return customer;
  },
  async 'inbound-rejected'(world) {
    const { agent, customer } = await called(world);
    await run(customer, 'call.reject()');
    await reached(agent, state('destroyed'));
    return customer;
  },
  async 'inbound-missed'(world) {
    const { agent, customer } = await called(world);
    await run(agent, 'call.hangup()');
    await reached(customer, state('destroyed'));
    return customer;
  },
  'reattach-active': (world) => closedAndBack(world, 'null'),
  'reattach-held': (world) => closedAndBack(world, 'call.hold()'),
  'reattach-muted': (world) => closedAndBack(world, 'call.mute()'),
  async 'reattach-twice'(world) {
    const phone = await closedAndBack(world, 'null');
    world.gateway.fault({ fault: 'close', user: 'agent' });
    await reached(phone, 'call?.recoveries === 2 && call.mediaHealthy');
    await run(phone, 'call.hangup()');
    return phone;
  },
  async 'reattach-ringing'(world) {
    const { customer } = await called(world);
    world.gateway.fault({ fault: 'close', user: 'customer' });
    await reached(customer, state('destroyed'));
    return customer;
  },
  async zombie(world) {
    const phone = await answered(world);
    world.gateway.fault({ fault: 'close', user: 'agent', forMs: 500 });
    await reached(phone, `client.snapshot.connection.state === 'reconnecting'`);
    await run(phone, 'call.hangup()');
    await reached(phone, CONNECTED);
    await until('the leg to end', () => world.gateway.truth().legs.every((leg) => leg.state === 'destroyed'));
    return phone;
  },
  'login-refused': (world) => loginRefused(world, -32001),
  'login-expired': (world) => loginRefused(world, -32000),
  async 'session-forgotten'(world) {
    const phone = await answered(world);
    world.gateway.fault({ fault: 'forget-session', user: 'agent' });
    await reached(phone, state('destroyed'));
    return phone;
  },
  async 'hold-and-resume'(world) {
    const phone = await answered(world);
    await run(phone, 'call.hold()');
    await run(phone, 'call.unhold()');
    await reached(phone, state('active'));
    return phone;
  },
  async 'microphone-denied'(world) {
    const phone = await world.connected('agent');
    await run(phone, `client.dial('9196').catch(() => null)`);
    await reached(phone, state('destroyed'));
    return phone;
  },
};

/** Ids differ with every recording, and none of them means anything. */
function withStableIds(batches: readonly (readonly Signal[])[]): unknown {
  const names = new Map<string, string>();
  return JSON.parse(JSON.stringify(batches), (key, value: unknown) => {
    if (typeof value !== 'string' || !/^(callId|telnyx\w+Id)$/.test(key)) return value;
    const kind = key === 'callId' ? 'call' : key.replace(/^telnyx|Id$/g, '').toLowerCase();
    const known =
      names.get(value) ?? `${kind}-${[...names.values()].filter((name) => name.startsWith(kind)).length + 1}`;
    names.set(value, known);
    return known;
  });
}

async function record(name: string, browser: Browser): Promise<void> {
  const gateway = await startGateway({
    port: 0,
    folders: {
      '/recorder/': join(import.meta.dirname, 'traces'),
      '/sdk/': join(ROOT, 'node_modules/@telnyx/webrtc/lib'),
    },
  });
  const context = await browser.createBrowserContext();
  const open = async (user: string): Promise<Phone> => {
    // Pages of one origin would share the SDK's session storage only within a tab, but not their permissions' fate.
    const page = await context.newPage();
    await page.goto(`${gateway.url}/recorder/index.html`);
    await page.waitForFunction('globalThis.recorder');
    const phone = { page, user };
    const configuration = {
      connectMode: 'manual',
      host: `${gateway.wsUrl}?user=${user}`,
      tokenUrl: `/token?user=${user}`,
    };
    await run(phone, `client.configure(${JSON.stringify(configuration)})`);
    return phone;
  };
  const connected = async (user: string): Promise<Phone> => {
    const phone = await open(user);
    await run(phone, 'client.connect()');
    return phone;
  };
  try {
    if (name === 'microphone-denied')
      await context.setPermission(gateway.url, { permission: { name: 'microphone' }, state: 'denied' });
    const { page } = await SCENARIOS[name]!({ gateway, open, connected });
    const batches = (await page.evaluate('recorder.batches')) as Signal[][];
    const lines = (withStableIds(batches) as unknown[][]).map(
      (batch) => `  [\n${batch.map((signal) => `    ${JSON.stringify(signal)}`).join(',\n')}\n  ]`,
    );
    writeFileSync(join(TRACES, `${name}.json`), `[\n${lines.join(',\n')}\n]\n`);
    console.log(`${name}: ${batches.flat().length} signals`);
  } finally {
    await context.close();
    await gateway.close();
  }
}

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(SCENARIOS)) {
  const denied = name === 'microphone-denied';
  // The browser that grants everything by itself cannot deny anything.
  const browser = await launch(
    'chromium',
    denied ? { fakeMicrophone: false, args: ['--use-fake-device-for-media-stream'] } : {},
  );
  try {
    await record(name, browser);
  } finally {
    await browser.close();
  }
}
