import { expect } from 'chai';
import fc from 'fast-check';
import { REDACTED, redact, redactText } from '../src/redaction.ts';

const JWT = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhZ2VudCIsImV4cCI6MX0.3q2-7wAAAA_x';
const FINGERPRINT = Array.from({ length: 32 }, (_, byte) => byte.toString(16).padStart(2, '0'))
  .join(':')
  .toUpperCase();

const TEXTS: [name: string, text: string, redacted: string][] = [
  ['a token', `The token ${JWT} was refused.`, `The token ${REDACTED} was refused.`],
  ['a token cut off', JWT.slice(0, 60), REDACTED],
  ['a token glued to something', `x=${JWT}&y`, `x=${REDACTED}&y`],
  ['an authorization', 'Authorization: Bearer abc.def', `Authorization: Bearer ${REDACTED}`],
  [
    'an address',
    'wss://rtc.telnyx.com/?voice_sdk_id=abc&login_token=x',
    `wss://rtc.telnyx.com/?voice_sdk_id=${REDACTED}&login_token=${REDACTED}`,
  ],
  ['JSON in a text', '{"passwd":"secret","a":1}', `{"passwd":"${REDACTED}","a":1}`],
  ['a fragment', '\\"usernameFragment\\": \\"d2cb899a\\"', `\\"usernameFragment\\": \\"${REDACTED}\\"`],
  ['a fingerprint', `a=fingerprint:sha-256 ${FINGERPRINT}\r\n`, `a=fingerprint:sha-256 ${REDACTED}\r\n`],
  [
    'ICE credentials',
    'a=ice-ufrag:F7gI\r\na=ice-pwd:x9cml/YzichV2+XlhiMu8g\r\n',
    `a=ice-ufrag:${REDACTED}\r\na=ice-pwd:${REDACTED}\r\n`,
  ],
  ['SDES keys', 'a=crypto:1 AES_CM_128 inline:WVNfX19zZW1j|2^20\r\nb', `a=crypto:${REDACTED}\r\nb`],
  [
    'a candidate',
    'candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 10.0.0.17 rport 46154 generation 0 ufrag EEtu network-cost 999',
    `candidate:842163049 1 udp 1677729535 ${REDACTED} 46154 typ srflx raddr ${REDACTED} rport 46154 generation 0 ufrag ${REDACTED} network-cost 999`,
  ],
  ['a connection line', 'c=IN IP4 203.0.113.7\r\n', `c=IN IP4 ${REDACTED}\r\n`],
  ['nothing secret', 'Call +1 555 123-4567 at 12:34:56, busy (486)', 'Call +1 555 123-4567 at 12:34:56, busy (486)'],
  ['a codec', 'a=rtpmap:111 opus/48000/2', 'a=rtpmap:111 opus/48000/2'],
];

describe('redaction of a text', () => {
  for (const [name, text, redacted] of TEXTS) {
    it(`with ${name}`, () => expect(redactText(text)).to.equal(redacted));
  }

  it('cuts off what nobody would read', () => {
    expect(redactText('x'.repeat(30_000)))
      .to.have.length.below(20_100)
      .and.include('10000 more characters');
  });

  it('twice is the same as once', () => {
    for (const [, text] of TEXTS) expect(redactText(redactText(text))).to.equal(redactText(text));
  });
});

describe('redaction of a message', () => {
  it('hides credentials, shortens handles and keeps what support needs', () => {
    const message = {
      id: '1',
      method: 'login',
      params: {
        login: 'agent',
        passwd: 'secret',
        login_token: JWT,
        userVariables: { customer: 42 },
        sessid: '01234567-89ab-cdef',
        loginParams: { early_sdp_answer: false },
        'User-Agent': { sdkVersion: '2.27.10' },
        dialogParams: {
          destination_number: '+15551234567',
          custom_headers: [
            { name: 'X-Auth-Token', value: 'abc' },
            { name: 'X-Order', value: '7' },
          ],
        },
      },
      voice_sdk_id: 'abcdefghijklmnopqrstuvwxyz',
    };
    expect(redact(message)).to.deep.equal({
      id: '1',
      method: 'login',
      params: {
        login: REDACTED,
        passwd: REDACTED,
        login_token: REDACTED,
        userVariables: REDACTED,
        sessid: '012345…',
        loginParams: { early_sdp_answer: false },
        'User-Agent': { sdkVersion: '2.27.10' },
        dialogParams: {
          destination_number: '+15551234567',
          custom_headers: [
            { name: 'X-Auth-Token', value: REDACTED },
            { name: 'X-Order', value: '7' },
          ],
        },
      },
      voice_sdk_id: 'abcdefgh…',
    });
  });

  it('hides what the names of statistics say of certificates, and loses none of them', () => {
    const other = FINGERPRINT.replaceAll('0', 'A');
    const statistics = { [`CF${FINGERPRINT}`]: { id: `CF${FINGERPRINT}` }, [`CF${other}`]: { id: 'other' }, AP: 1 };
    expect(redact({ statistics })).to.deep.equal({
      statistics: { [`CF${REDACTED}`]: { id: `CF${REDACTED}` }, [`CF${REDACTED} 2`]: { id: 'other' }, AP: 1 },
    });
  });

  it('does not touch what it was given', () => {
    const message = { params: { passwd: 'secret' } };
    redact(message);
    expect(message).to.deep.equal({ params: { passwd: 'secret' } });
  });
});

describe('redaction: no secret survives,', () => {
  // Long and odd enough that it is nowhere by chance.
  const letters = (alphabet: string, minLength: number) =>
    fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength, maxLength: minLength + 20 });
  const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const secret = letters('GHJKQVWXYZghjkqvwxyz', 24);
  const key = fc.constantFrom(
    ...'login_token loginToken passwd password login userVariables user_variables token access_token refreshToken'.split(
      ' ',
    ),
    ...'client_secret Authorization credential username usernameFragment ufrag pwd clientState fingerprint'.split(' '),
    ...'sessid sessionId voice_sdk_id call_report_id address ip relatedAddress base64Certificate'.split(' '),
  );
  const jwt = fc
    .tuple(fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }), letters(BASE64URL, 8), letters(BASE64URL, 8))
    .map(([header, payload, signature]) => {
      const encoded = Buffer.from(JSON.stringify({ alg: 'HS256', ...header })).toString('base64url');
      return { text: `${encoded}.${payload}.${signature}`, secrets: [encoded, payload, signature] };
    });
  const fingerprint = fc
    .uint8Array({ minLength: 20, maxLength: 32 })
    .map((bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':'))
    .map((hex) => ({ text: `a=fingerprint:sha-256 ${hex}`, secrets: [hex, hex.slice(0, 30), hex.slice(-30)] }));
  const ICE_CHARACTERS = 'GHJKQVWXYZghjkqvwxyz0123456789+/';
  const ice = letters(ICE_CHARACTERS, 24).map((pwd) => ({ text: `a=ice-pwd:${pwd}`, secrets: [pwd] }));
  const ufrag = letters(ICE_CHARACTERS, 24).map((own) => ({ text: `a=ice-ufrag:${own}`, secrets: [own] }));
  const candidate = fc
    .tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.ipV4(), letters(ICE_CHARACTERS, 24))
    .map(([ip, base, own]) => ({
      text: `a=candidate:1 1 UDP 2122 ${ip} 50000 typ srflx raddr ${base} rport 9 ufrag ${own}`,
      secrets: [` ${ip} `, ` ${base} `, own],
    }));
  const inText = fc
    .tuple(
      fc.constantFrom('', 'v=0\r\n', 'Refused: ', '"', 'm=audio 9 UDP/TLS/RTP/SAVPF 111\n'),
      fc.oneof(jwt, fingerprint, ice, ufrag, candidate),
      fc.constantFrom('', '\r\n', '"', '\na=setup:actpass\n', ' and so on'),
    )
    .map(([before, { text, secrets }, after]) => ({ value: before + text + after, secrets }));
  const underKey = fc.tuple(key, secret, fc.boolean()).map(([name, planted, nested]) => {
    const hidesAll = !/^(sessid|sessionId|voice_sdk_id|call_report_id)$/.test(name);
    return { value: { [name]: nested && hidesAll ? { deep: [planted] } : planted }, secrets: [planted] };
  });
  const header = secret.map((planted) => ({ value: [{ name: 'X-Api-Key', value: planted }], secrets: [planted] }));
  const inName = inText.map(({ value, secrets }) => ({ value: { [value]: 1, beside: 2 }, secrets }));
  /** Around it anything that JSON can say. */
  const planted = fc
    .tuple(
      fc.oneof(inText, inName, underKey, header),
      fc.array(fc.oneof(fc.string(), fc.constant(0)), { maxLength: 6 }),
      fc.jsonValue(),
    )
    .map(([{ value, secrets }, path, beside]) => ({
      secrets,
      message: path.reduce<unknown>(
        (inner, step) => (step === 0 ? [beside, inner] : { beside, [`_${step}`]: inner }),
        value,
      ),
    }));

  it('wherever in a message it is', () => {
    fc.assert(
      fc.property(planted, ({ message, secrets }) => {
        const shown = JSON.stringify(redact(JSON.parse(JSON.stringify(message))));
        for (const each of secrets) expect(shown).not.to.include(each);
      }),
      { numRuns: 1000 },
    );
  });

  it('also when the message is in a text, as JSON', () => {
    fc.assert(
      fc.property(fc.tuple(inText, fc.jsonValue()), ([{ value, secrets }, beside]) => {
        const shown = redactText(JSON.stringify({ beside, sdp: value }));
        for (const each of secrets) expect(shown).not.to.include(each);
      }),
      { numRuns: 500 },
    );
  });
});
