import type { ErrorCode } from '../contract/errors.ts';
import type { Byes } from './byes.ts';
import { endMicrophone } from './handles.ts';
import { nothingMeasured, readReport, type NetworkFindings } from './network-report.ts';
import { callOptions } from './options.ts';
import type { NetworkRequest } from './port.ts';
import type { SdkCall, SdkClient, SdkModule } from './sdk-shape.ts';

/** How long it measures in an answered call, and how often it looks meanwhile; milliseconds. */
const DURATION = 5000;
const INTERVAL = 1000;

/**
 * Has the SDK's own diagnostics measure the connection. They make a real call through the client that they are given,
 * and cannot be told to stop; so they get a stand-in, whose call is made with our id and microphone, is heard nowhere,
 * and can be hung up at any time. What the SDK tells of that call is nobody's business: to the phone there is none.
 */
export class NetworkChecks {
  readonly #sdk: SdkModule;
  readonly #client: SdkClient;
  readonly #byes: Byes;
  readonly #ids = new Set<string>();
  readonly #underWay = new Set<CheckCall>();

  constructor(sdk: SdkModule, client: SdkClient, byes: Byes) {
    this.#sdk = sdk;
    this.#client = client;
    this.#byes = byes;
  }

  /** Whether the call is, or was, one of these. */
  has(callId: unknown): boolean {
    return this.#ids.has(callId as string);
  }

  async run(request: NetworkRequest): Promise<NetworkFindings> {
    const { callId, destination, signal } = request;
    if (signal.aborted) return nothingMeasured('media-failed');
    this.#ids.add(callId);
    const call = new CheckCall(request, this.#client, this.#byes);
    const diagnostic = new this.#sdk.PreCallDiagnostic({
      // An error of the call ends it, which its state says.
      client: {
        iceServers: this.#client.iceServers,
        newCall: () => call.begin(),
        on: () => undefined,
        off: () => undefined,
      },
      destinationNumber: destination,
      durationMs: DURATION,
      statsSampleIntervalMs: INTERVAL,
      ice: true,
      network: true,
      // Its own would be the system's default, whichever was chosen.
      microphone: false,
      mode: 'full',
    });
    const aborted = new Promise<null>((resolve) => {
      const abort = (): void => {
        call.end();
        resolve(null);
      };
      signal.addEventListener('abort', abort, { once: true });
    });
    this.#underWay.add(call);
    try {
      const report = await Promise.race([diagnostic.run(), aborted]);
      return report?.network === undefined ? nothingMeasured(call.failure) : readReport(report);
    } finally {
      this.#underWay.delete(call);
    }
  }

  /** The session ends, and with it what goes on. */
  end(): void {
    for (const call of this.#underWay) call.end();
  }
}

/** The call of a check, as the diagnostics see it. */
class CheckCall {
  readonly id: string;
  readonly #request: NetworkRequest;
  readonly #client: SdkClient;
  readonly #byes: Byes;
  #call: SdkCall | null = null;
  /** What the SDK called its state when it was hung up. */
  #last: string | null = null;

  constructor(request: NetworkRequest, client: SdkClient, byes: Byes) {
    this.id = request.callId;
    this.#request = request;
    this.#client = client;
    this.#byes = byes;
  }

  get state(): string {
    return this.#last === null ? (this.#call?.state ?? 'new') : 'done';
  }

  get peer(): SdkCall['peer'] {
    return this.#call?.peer;
  }

  /** Why nothing could be measured in it. */
  get failure(): ErrorCode {
    if (this.#call === null) return 'invalid-destination';
    return this.#last === 'active' ? 'media-failed' : 'no-answer';
  }

  begin(): this {
    const audio = new Audio();
    audio.muted = true;
    const request = { ...this.#request, customHeaders: [], clientState: null, preferredCodecs: [], audio };
    // It would otherwise switch on what it is given.
    const options = { ...callOptions(request, request.stream), mutedMicOnStart: true };
    this.#call = this.#client.newCall(options);
    return this;
  }

  /** By the diagnostics when they are done, and by us when they are not. */
  hangup(): Promise<void> {
    this.end();
    return Promise.resolve();
  }

  end(): void {
    const call = this.#call;
    if (call === null || this.#last !== null) return;
    this.#last = call.state;
    endMicrophone(call);
    this.#byes.end(call, this.#client.connected);
  }
}
