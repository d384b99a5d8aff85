/** Registers every element. */
import './elements/call-status/telnyx-call-status.ts';
import './elements/client/telnyx-client.ts';
import './elements/inspector/telnyx-inspector.ts';
import './elements/media-recovery/telnyx-media-recovery.ts';
import './elements/phone/telnyx-phone.ts';
import './elements/reconnect-banner/telnyx-reconnect-banner.ts';

export * from './index.ts';
