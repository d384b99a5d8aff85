/** Everything by name and nothing by effect: importing this registers no element and connects nowhere. */
export { getClient } from './page-client.ts';
export { getHistory } from './controllers/history.ts';

export { TelnyxCallButton } from './elements/call-button/call-button.ts';
export { TelnyxCallControls } from './elements/call-controls/call-controls.ts';
export { TelnyxCallList } from './elements/call-list/call-list.ts';
export { TelnyxCallQuality } from './elements/call-quality/call-quality.ts';
export { TelnyxCallStatus } from './elements/call-status/call-status.ts';
export { TelnyxClient } from './elements/client/client.ts';
export { TelnyxDeviceSelect } from './elements/device-select/device-select.ts';
export { TelnyxDialpad } from './elements/dialpad/dialpad.ts';
export { TelnyxIncomingCall } from './elements/incoming-call/incoming-call.ts';
export { TelnyxInspector } from './elements/inspector/inspector.ts';
export { TelnyxMediaRecovery } from './elements/media-recovery/media-recovery.ts';
export { TelnyxPhone } from './elements/phone/phone.ts';
export { TelnyxReconnectBanner } from './elements/reconnect-banner/reconnect-banner.ts';
export { TelnyxTranscript } from './elements/transcript/transcript.ts';

export { PhoneError } from './contract/errors.ts';
export { TelnyxEvent, TelnyxRequestEvent } from './contract/events.ts';
export { setTexts } from './localization/localize.ts';

export type * from './contract/check.ts';
export type * from './contract/client.ts';
export type * from './contract/configuration.ts';
export type * from './contract/conversation.ts';
export type * from './contract/devices.ts';
export type { DocumentedEvent, DocumentedName } from './contract/documented-events.ts';
export type { ErrorCode, PhoneErrorOptions } from './contract/errors.ts';
export type * from './contract/events.ts';
export type * from './contract/history.ts';
export type * from './contract/snapshots.ts';
export type * from './contract/states.ts';
export type { Texts } from './localization/localize.ts';
export type { TextKey } from './localization/text-key.ts';
