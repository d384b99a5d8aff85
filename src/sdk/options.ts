import type { DialRequest, SessionCredentials, SessionOptions } from './port.ts';
import type { SdkOptions } from './sdk-shape.ts';

/** Browsers fire at once what is set further ahead, in milliseconds. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

const LOOPBACK = /^wss?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])([:/]|$)/;

/** The SDK's options for a session, with everything switched off that would act behind our back. */
export function sdkOptions(options: SessionOptions): SdkOptions {
  const { host, region } = options;
  // The SDK would reach for public STUN and TURN servers, which a loopback gateway has no use for.
  const iceServers = options.iceServers ?? (host !== null && LOOPBACK.test(host) ? [] : null);
  const result: SdkOptions = {
    keepConnectionAliveOnSocketClose: true,
    // It hangs up even if the user stays on the page; the page's life is the client's business.
    hangupOnBeforeUnload: false,
    // Its own limit ends calls whose audio is healthy, without a bye; we count.
    maxReconnectAttempts: 0,
    // For calls that the server brings back, which the SDK answers by itself. A call that waits in vain is ended by us:
    // the SDK's own end would say bye for an object that may long be superseded, and so end the call that lives on.
    mediaPermissionsRecovery: { enabled: true, timeout: LONGEST_TIMEOUT },
    // They upload the unredacted log.
    enableCallReports: options.callReports,
    debug: options.debug,
  };
  if (host !== null) result.host = host;
  // The SDK would splice it into a host of our own.
  else if (region !== null) result.region = region;
  if (iceServers !== null) result.iceServers = [...iceServers];
  setCredentials(result, options.credentials);
  return result;
}

/** Written where the SDK reads them at its next login: `login({creds})` drops them while the socket is down. */
export function setCredentials(options: SdkOptions, credentials: SessionCredentials): void {
  options.login_token = credentials.kind === 'token' ? credentials.token : undefined;
  options.login = credentials.kind === 'password' ? credentials.login : undefined;
  options.password = credentials.kind === 'password' ? credentials.password : undefined;
  options.anonymous_login =
    credentials.kind === 'anonymous' ? { target_type: 'ai_assistant', target_id: credentials.assistantId } : undefined;
}

/** The SDK's options for a call that is made with this microphone. */
export function callOptions(request: DialRequest, localStream: MediaStream): Record<string, unknown> {
  return {
    id: request.callId,
    destinationNumber: request.destination,
    callerNumber: request.callerNumber ?? '',
    callerName: request.callerName ?? '',
    customHeaders: [...request.customHeaders],
    clientState: request.clientState ?? undefined,
    preferred_codecs: [...request.preferredCodecs],
    remoteElement: request.audio,
    localStream,
    audio: true,
    video: false,
  };
}
