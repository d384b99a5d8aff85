/** Registers every element. */
import './elements/call-button/telnyx-call-button.ts';
import './elements/call-controls/telnyx-call-controls.ts';
import './elements/call-list/telnyx-call-list.ts';
import './elements/call-quality/telnyx-call-quality.ts';
import './elements/call-status/telnyx-call-status.ts';
import './elements/client/telnyx-client.ts';
import './elements/device-select/telnyx-device-select.ts';
import './elements/dialpad/telnyx-dialpad.ts';
import './elements/incoming-call/telnyx-incoming-call.ts';
import './elements/inspector/telnyx-inspector.ts';
import './elements/media-recovery/telnyx-media-recovery.ts';
import './elements/phone/telnyx-phone.ts';
import './elements/reconnect-banner/telnyx-reconnect-banner.ts';
import './elements/transcript/telnyx-transcript.ts';

export * from './index.ts';
