import { expect } from 'chai';
import type { Observation } from '../../src/contract/observations.ts';
import { SdkSession } from '../../src/sdk/adapter.ts';
import type { SdkReport } from '../../src/sdk/network-report.ts';
import type { NetworkRequest } from '../../src/sdk/port.ts';
import type {
  SdkCall,
  SdkDiagnosticOptions,
  SdkMessage,
  SdkModule,
  SdkNotification,
  SdkProblem,
} from '../../src/sdk/sdk-shape.ts';

const GOOD: SdkReport = {
  network: {
    rtt: { average: 20 },
    jitter: { average: 1 },
    packets: { packetLossFraction: 0 },
    inbound: { flowing: true },
    outbound: { flowing: true },
  },
};

/** A session on a scripted SDK, and the diagnostics that it was given to run. */
function scripted() {
  const said = new Map<string, (payload: never) => void>();
  const problems = new Map<string, (problem: SdkProblem) => void>();
  const byes: [string, boolean | undefined][] = [];
  const dialled: Record<string, unknown>[] = [];
  const stopped: string[] = [];
  let state = 'new';
  const call = {
    get state() {
      return state;
    },
    get id() {
      return dialled.at(-1)!['id'] as string;
    },
    options: {},
    localStream: { getTracks: () => [{ stop: () => stopped.push('sent') }], getAudioTracks: () => [] },
    peer: null,
    hangup: (_params: unknown, bye?: boolean) => {
      byes.push([state, bye]);
      return Promise.resolve();
    },
  } as unknown as SdkCall;
  const client = {
    options: {},
    connection: { _wsClient: null, socketGeneration: 1, lastInboundAt: 0, connected: true, previousGatewayState: '' },
    connected: true,
    iceServers: [{ urls: 'stun:a' }],
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
    execute: () => Promise.resolve(),
    newCall: (options: Record<string, unknown>) => {
      if (options['destinationNumber'] === 'impossible') throw new Error('no');
      dialled.push(options);
      return call;
    },
    on: (event: string, listener: (payload: never) => void) => said.set(event, listener),
  };
  const TelnyxRTC = Object.assign(
    function () {
      return client;
    },
    {
      prototype: { __logger: { setLevel: () => undefined } },
      on: (event: string, listener: (problem: SdkProblem) => void) => problems.set(event, listener),
    },
  );
  const given: SdkDiagnosticOptions[] = [];
  /** The call, as the diagnostics see it. */
  const seen: { readonly state: string }[] = [];
  let finish: (report: SdkReport) => void = () => undefined;
  class PreCallDiagnostic {
    readonly #options: SdkDiagnosticOptions;

    constructor(options: SdkDiagnosticOptions) {
      this.#options = options;
      given.push(options);
    }

    /** As the SDK's: hangs up before it reports, and reports what it was thrown. */
    async run(): Promise<SdkReport> {
      try {
        const made = this.#options.client.newCall();
        seen.push(made);
        const report = await new Promise<SdkReport>((resolve) => (finish = resolve));
        await made.hangup();
        return report;
      } catch {
        return {};
      }
    }
  }
  const observed: Observation[] = [];
  const options = {
    credentials: { kind: 'token', token: 'first' },
    host: 'ws://127.0.0.1/rtc',
    region: null,
    iceServers: null,
    callReports: false,
    debug: false,
  } as const;
  const sdk = { TelnyxRTC, PreCallDiagnostic } as unknown as SdkModule;
  const session = new SdkSession(sdk, options, (all) => observed.push(...all));
  const abort = new AbortController();
  const stream = {} as MediaStream;
  const request = (over: Partial<NetworkRequest> = {}): NetworkRequest => ({
    callId: 'check',
    destination: '9196',
    callerNumber: '+15551230000',
    callerName: null,
    stream,
    signal: abort.signal,
    ...over,
  });
  return {
    session,
    client,
    call,
    stream,
    abort,
    request,
    byes,
    dialled,
    stopped,
    given,
    seen,
    become: (next: string) => (state = next),
    finish: (report: SdkReport) => finish(report),
    notify: (id: string, next: string) =>
      said.get('telnyx.notification')!({
        type: 'callUpdate',
        call: { ...call, id, state: next, direction: 'inbound', options: {} },
      } as unknown as SdkNotification as never),
    message: (method: string, callID: string) =>
      said.get('telnyx.socket.message')!({ method, params: { callID } } satisfies SdkMessage as never),
    fail: (callId: string) => problems.get('telnyx.error')!({ error: { code: 44002, name: '', message: '' }, callId }),
    heard: async () => {
      await Promise.resolve();
      await Promise.resolve();
      return observed.splice(0);
    },
  };
}

describe('the network check', () => {
  const globals = globalThis as { Audio?: unknown };
  const { Audio } = globals;
  before(() => {
    globals.Audio = class {
      muted = false;
    };
  });
  after(() => {
    globals.Audio = Audio;
  });

  it('has the SDK measure in a call of ours, that is heard nowhere', async () => {
    const sdk = scripted();
    const checking = sdk.session.checkNetwork(sdk.request());
    expect(sdk.given[0]).to.deep.include({ destinationNumber: '9196', ice: true, network: true, microphone: false });
    expect(sdk.given[0]!.client.iceServers).to.deep.equal([{ urls: 'stun:a' }]);
    const [options] = sdk.dialled;
    expect(options).to.include({ id: 'check', destinationNumber: '9196', callerNumber: '+15551230000' });
    expect(options!['localStream']).to.equal(sdk.stream);
    expect(options!['remoteElement']).to.include({ muted: true });
    sdk.become('active');
    sdk.finish(GOOD);
    expect((await checking).network).to.include({ cause: null, level: 'excellent', roundTrip: 20 });
    expect(sdk.byes, 'it is hung up, once').to.deep.equal([['active', true]]);
    expect(sdk.stopped).to.deep.equal(['sent']);
  });

  it('tells nothing of that call, during it and afterwards', async () => {
    const sdk = scripted();
    const checking = sdk.session.checkNetwork(sdk.request());
    const everything = (id: string): void => {
      sdk.notify(id, 'ringing');
      sdk.notify(id, 'active');
      sdk.message('telnyx_rtc.ringing', id);
      sdk.message('telnyx_rtc.bye', id);
      sdk.fail(id);
      sdk.notify(id, 'destroy');
    };
    everything('check');
    expect(await sdk.heard()).to.deep.equal([]);
    sdk.finish(GOOD);
    await checking;
    everything('check');
    expect(await sdk.heard()).to.deep.equal([]);
    everything('another');
    expect((await sdk.heard()).length, 'of another').to.be.above(3);
  });

  it('is hung up at once when it is aborted, and waits for nobody', async () => {
    const sdk = scripted();
    const checking = sdk.session.checkNetwork(sdk.request());
    sdk.become('active');
    expect(sdk.seen[0]!.state).to.equal('active');
    sdk.abort.abort();
    expect(sdk.byes).to.deep.equal([['active', true]]);
    expect((await checking).network.level).to.equal(null);
    expect(sdk.seen[0]!.state, 'to the diagnostics').to.equal('done');
    sdk.finish(GOOD);
    await Promise.resolve();
    expect(sdk.byes, 'once').to.have.length(1);
  });

  it('says no bye where there is no connection', async () => {
    const sdk = scripted();
    void sdk.session.checkNetwork(sdk.request());
    sdk.client.connected = false;
    sdk.abort.abort();
    expect(sdk.byes).to.deep.equal([['new', false]]);
  });

  it('is not begun when it was aborted before', async () => {
    const sdk = scripted();
    sdk.abort.abort();
    await sdk.session.checkNetwork(sdk.request());
    expect(sdk.dialled).to.deep.equal([]);
  });

  it('is hung up when the session is closed', async () => {
    const sdk = scripted();
    void sdk.session.checkNetwork(sdk.request());
    await sdk.session.close({ forget: false });
    expect(sdk.byes).to.have.length(1);
  });

  for (const [state, cause] of [
    ['hangup', 'no-answer'],
    ['ringing', 'no-answer'],
    ['active', 'media-failed'],
  ] as const) {
    it(`says ${cause} where nothing was measured in a call that was last ${state}`, async () => {
      const sdk = scripted();
      const checking = sdk.session.checkNetwork(sdk.request());
      sdk.become(state);
      sdk.finish({});
      expect((await checking).network.cause).to.equal(cause);
    });
  }

  it('says that the destination is invalid where the SDK cannot even begin', async () => {
    const sdk = scripted();
    const { network } = await sdk.session.checkNetwork(sdk.request({ destination: 'impossible' }));
    expect(network.cause).to.equal('invalid-destination');
  });
});
