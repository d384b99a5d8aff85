import type { ErrorCode } from '../contract/errors.ts';

interface PolicyDocument {
  readonly featurePolicy?: { allowsFeature(name: string): boolean };
}

/** What makes connecting pointless in this browser, or null. Without session storage the SDK throws as it connects. */
export function connectObstacle(): ErrorCode | null {
  if (typeof RTCPeerConnection === 'undefined' || typeof WebSocket === 'undefined') return 'unsupported-browser';
  try {
    sessionStorage.getItem('telnyx-elements');
    return null;
  } catch {
    return 'storage-blocked';
  }
}

/** What makes asking for the microphone pointless on this page, or null. */
export function microphoneObstacle(): ErrorCode | null {
  if ((navigator.mediaDevices as MediaDevices | undefined) === undefined)
    return isSecureContext ? 'unsupported-browser' : 'insecure-context';
  return (document as PolicyDocument).featurePolicy?.allowsFeature('microphone') === false
    ? 'permissions-policy'
    : null;
}
