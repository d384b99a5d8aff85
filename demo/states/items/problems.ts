import type { ErrorCode } from '../../../src/contract/errors.ts';
import type { Group, Item } from '../item.ts';
import { insist, outage } from '../outage.ts';
import { NUMBER } from '../scene.ts';

const CONNECTED = { 'connection-state': 'connected' } as const;

const failedCall = (id: ErrorCode, title: string, says: string, ends = 'Microphone unavailable'): Item => ({
  id,
  title,
  attributes: { ...CONNECTED, 'call-state': 'destroyed', 'call-direction': 'outbound', 'call-cause': 'error' },
  says: [says, ends],
  async play(scene) {
    await scene.connect();
    await scene.callFromPhone();
    const call = await scene.dialled();
    scene.fail(call.id, id);
  },
});

export const problems: Group = {
  id: 'problems',
  title: 'Problems',
  items: [
    {
      id: 'not-configured',
      title: 'No credentials',
      attributes: { 'connection-state': 'idle' },
      says: ['The phone has no credentials.'],
      configuration: { login: '', password: '', connectMode: 'lazy' },
      play: (scene) => scene.callFromPhone(),
    },
    {
      id: 'config-conflict',
      title: 'Two configurations',
      note: 'Two telnyx-client elements, which show nothing, say different things.',
      attributes: CONNECTED,
      says: ['Another element has configured the phone'],
      async play(scene) {
        await scene.connect();
        for (const region of ['eu', 'us']) {
          const element = document.createElement('telnyx-client');
          element.client = scene.client;
          element.setAttribute('region', region);
          scene.phone.before(element);
        }
      },
    },
    {
      id: 'invalid-destination',
      title: 'A number that is none',
      attributes: CONNECTED,
      says: ['is not a number'],
      async play(scene) {
        await scene.connect();
        await scene.callFromPhone('ring ring');
      },
    },
    {
      id: 'token-fetch-failed',
      title: 'No token to be had',
      attributes: { 'connection-state': 'connecting', 'connection-reason': 'signaling' },
      says: ['No access token could be fetched', 'Could not connect'],
      play(scene) {
        const { client } = scene;
        insist(scene);
        client.tokenProvider = () => Promise.reject(new Error('the server is not reachable.'));
        client.connect().catch(() => undefined);
      },
    },
    {
      id: 'sdk-load-failed',
      title: 'A part could not be loaded',
      attributes: { 'connection-state': 'connecting', 'connection-reason': 'signaling' },
      says: ['A part of the phone could not be loaded'],
      play(scene) {
        const { client, sdk } = scene;
        insist(scene);
        sdk.loading = Promise.reject(new Error('It is not there'));
        client.connect().catch(() => undefined);
      },
    },
    {
      id: 'problem-in-outage',
      title: 'An invalid number while connecting',
      attributes: { 'connection-state': 'connecting', 'connection-reason': 'signaling' },
      says: ['is not a number', 'Could not connect'],
      async play(scene) {
        scene.sdk.registers = false;
        await scene.begin();
        await outage(scene, { attempt: 4, then: 'waits' });
        await scene.callFromPhone('ring ring');
      },
    },
    failedCall('mic-denied', 'Microphone denied', 'may not use the microphone'),
    failedCall('mic-missing', 'No microphone', 'No microphone was found'),
    failedCall('mic-busy', 'Microphone busy', 'Another program is using the microphone'),
    failedCall('insecure-context', 'Insecure page', 'works only on a secure page'),
    failedCall('permissions-policy', 'Microphone not for this frame', 'The page around this frame must allow it'),
    failedCall('media-failed', 'No audio connection', 'could not be made', 'Call failed'),
    {
      id: 'answer-mic-denied',
      title: 'Microphone denied on answering',
      attributes: { ...CONNECTED, 'call-state': 'destroyed', 'call-direction': 'inbound', 'call-cause': 'error' },
      says: ['may not use the microphone', 'Microphone unavailable', 'Call back'],
      async play(scene) {
        await scene.connect();
        const { id } = scene.incoming();
        await scene.press('Answer');
        scene.fail(id, 'mic-denied');
      },
    },
    {
      id: 'command-timeout',
      title: 'Hold refused',
      attributes: { ...CONNECTED, 'call-state': 'active', 'call-direction': 'inbound', 'remote-media': 'flowing' },
      says: ['The server did not confirm in time', 'In call'],
      async play(scene) {
        const { id } = await scene.talk();
        await scene.press('Hold');
        scene.session.tell({ type: 'hold-failed', callId: id, object: 1 });
      },
    },
    {
      id: 'playback-blocked',
      title: 'Sound kept back',
      attributes: { ...CONNECTED, 'call-state': 'active', 'call-direction': 'outbound', 'remote-media': 'flowing' },
      says: ['Sound is off', 'hear the call', 'Turn on sound', 'In call'],
      async play(scene) {
        await scene.connect();
        const { id } = await scene.ring(NUMBER);
        const { audio } = scene.session.dialled;
        audio.play = () => Promise.reject(new DOMException('Nobody has pressed anything', 'NotAllowedError'));
        audio.srcObject = new MediaStream();
        scene.session.progress(id, 'answered');
        scene.hear(id);
      },
    },
    {
      id: 'ringing-silenced',
      title: 'Somebody calls, and the browser keeps the sound back',
      attributes: { ...CONNECTED, 'call-state': 'ringing', 'call-direction': 'inbound' },
      says: ['Sound is off', 'hear it ring', 'Turn on sound', 'Answer', 'Reject'],
      async play(scene) {
        scene.silenced = true;
        await scene.connect();
        scene.incoming();
      },
    },
  ],
};
