import { expect } from 'chai';
import type { Observation } from '../../src/contract/observations.ts';
import { SdkSession } from '../../src/sdk/adapter.ts';
import type { DialRequest, SessionOptions } from '../../src/sdk/port.ts';
import type { SdkModule, SdkProblem } from '../../src/sdk/sdk-shape.ts';

const OPTIONS: SessionOptions = {
  credentials: { kind: 'token', token: 'first' },
  host: 'ws://127.0.0.1/rtc',
  region: null,
  iceServers: null,
  callReports: false,
  debug: false,
};

const SIGNALING_RECOVERY_REQUIRED = 36003;
const LOGIN_FAILED = 46001;

type Login = (callbacks: { onSuccess: () => void; onError: () => void }) => Promise<void>;
const nobodyAnswers: Login = () => Promise.resolve();

/** As much of the SDK as a session without calls has to do with. */
function scripted(over: Partial<SessionOptions> = {}) {
  const problems = new Map<string, (problem: SdkProblem) => void>();
  const listeners = new Map<string, (payload: never) => void>();
  const client = {
    options: {} as { login_token?: string },
    connection: {
      _wsClient: null,
      socketGeneration: 1,
      lastInboundAt: 0,
      connected: true,
      previousGatewayState: 'REGED',
    },
    connected: true,
    authenticationRequiredErrorCode: -32000,
    connect: () => Promise.resolve(),
    execute: nobodyAnswers as (message: unknown) => Promise<unknown>,
    login: nobodyAnswers,
    on: (event: string, listener: (payload: never) => void) => listeners.set(event, listener),
  };
  const TelnyxRTC = Object.assign(
    function (options: { login_token?: string }) {
      return Object.assign(client, { options });
    },
    {
      prototype: { __logger: { setLevel: () => undefined } },
      on: (event: string, listener: (problem: SdkProblem) => void) => problems.set(event, listener),
    },
  );
  const observed: Observation[] = [];
  const session = new SdkSession({ TelnyxRTC } as unknown as SdkModule, { ...OPTIONS, ...over }, (all) =>
    observed.push(...all),
  );
  const body = (code: number) => ({ code, name: '', message: '' });
  return {
    client,
    session,
    warn: (code: number) => problems.get('telnyx.warning')!({ warning: body(code) }),
    fail: (code: number) => problems.get('telnyx.error')!({ error: body(code) }),
    heard: async () => {
      await Promise.resolve();
      await Promise.resolve();
      return observed.splice(0);
    },
  };
}

describe('a session with the SDK', () => {
  it('has the SDK ready anew after a disconnect, and never log in again by itself', () => {
    const { client, session } = scripted();
    expect(session.connect()).to.equal(1);
    expect(client.connection.previousGatewayState).to.equal('');
    expect(client.authenticationRequiredErrorCode).to.equal(null);
  });

  it('asks for nothing on behalf of a new call before the one that is to go on is back or over', () => {
    let asked = 0;
    const mediaDevices = {
      getUserMedia: () => {
        asked += 1;
        return Promise.reject(new DOMException('none', 'NotFoundError'));
      },
      addEventListener: () => undefined,
    };
    Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true });
    try {
      const { session } = scripted({ resumed: { callId: 'kept', audio: {} as HTMLAudioElement } });
      session.dial({ callId: 'new' } as DialRequest);
      expect(asked).to.equal(0);
      session.hangup('kept', false);
      expect(asked).to.equal(1);
      session.release();
    } finally {
      Reflect.deleteProperty(navigator, 'mediaDevices');
    }
  });

  it('takes the warning that its socket is dead for what it is', async () => {
    const { warn, heard } = scripted();
    warn(SIGNALING_RECOVERY_REQUIRED);
    expect(await heard()).to.deep.equal([{ type: 'socket-lost', socket: 1 }]);
  });

  it('does not take it for the end of a socket that is only on its way', async () => {
    const { client, warn, heard } = scripted();
    client.connection.socketGeneration = 2;
    client.connected = false;
    warn(SIGNALING_RECOVERY_REQUIRED);
    expect(await heard()).to.deep.equal([{ type: 'socket-lost', socket: 0 }]);
  });

  it('signs in anew on the open socket, with credentials that hold for the next connect', async () => {
    const { client, session } = scripted();
    client.login = ({ onSuccess }) => {
      expect(client.options.login_token).to.equal('second');
      onSuccess();
      return Promise.resolve();
    };
    expect(await session.signIn({ kind: 'token', token: 'second' })).to.equal(true);
    client.connected = false;
    expect(await session.signIn({ kind: 'token', token: 'third' }), 'on a dead socket').to.equal(false);
    expect(client.options.login_token).to.equal('third');
  });

  it('stands when other credentials are refused, and not when its own are', async () => {
    const { client, session, fail, heard } = scripted();
    client.login = ({ onError }) => {
      fail(LOGIN_FAILED);
      onError();
      return Promise.resolve();
    };
    expect(await session.signIn({ kind: 'token', token: 'refused' })).to.equal(false);
    expect(await heard()).to.deep.equal([]);
    fail(LOGIN_FAILED);
    expect((await heard()).map(({ type }) => type)).to.deep.equal(['login-failed']);
  });
});
