import { expect } from 'chai';
import { REDACTED } from '../../src/redaction.ts';
import { setConsole } from '../../src/sdk/console.ts';
import type { SdkLogger } from '../../src/sdk/sdk-shape.ts';

/** As `loglevel` does it: the methods are made anew when a level is set. */
function logger() {
  const printed: unknown[][] = [];
  let print: ((...values: unknown[]) => void) | null = null;
  const scripted: SdkLogger = {
    methodFactory:
      () =>
      (...values) =>
        printed.push(values),
    setLevel(level) {
      print = level === 'silent' ? null : scripted.methodFactory();
    },
  };
  return { scripted, printed, debug: (...values: unknown[]) => print?.(...values) };
}

describe('what the SDK prints', () => {
  it('is nothing by default', () => {
    const { scripted, printed, debug } = logger();
    setConsole(scripted, false);
    debug('call to +15551234567');
    expect(printed).to.deep.equal([]);
  });

  it('is without secrets under debug, in texts and in data', () => {
    const { scripted, printed, debug } = logger();
    setConsole(scripted, true);
    debug(
      'SEND: \n',
      JSON.stringify({ method: 'login', params: { passwd: 'hunter2', userVariables: ['kitten'] } }, null, 2),
      7,
    );
    debug('{"passwd":"hunter2", cut off');
    debug('options', { login_token: 'abc', list: [{ password: 'x' }], region: 'eu' });
    debug(
      new (class Candidate {
        toJSON = () => ({ candidate: 'candidate:1 1 udp 1 203.0.113.7 9 typ host', usernameFragment: 'EEtu' });
      })(),
    );
    expect(printed[3]).to.deep.equal([
      { candidate: `candidate:1 1 udp 1 ${REDACTED} 9 typ host`, usernameFragment: REDACTED },
    ]);
    expect(printed[0]![1])
      .to.include('"method": "login"')
      .and.not.to.match(/hunter2|kitten/);
    expect(printed[0]![2]).to.equal(7);
    expect(printed[1]).to.deep.equal([`{"passwd":"${REDACTED}", cut off`]);
    expect(printed[2]).to.deep.equal([
      'options',
      { login_token: REDACTED, list: [{ password: REDACTED }], region: 'eu' },
    ]);
  });

  it('leaves what is no data as it is, and does not look into it', () => {
    const { scripted, printed, debug } = logger();
    setConsole(scripted, true);
    const error = new Error('refused');
    const endless: Record<string, unknown> = { map: new Map() };
    debug(error, endless);
    debug(Object.assign(endless, { self: endless }));
    expect(printed).to.deep.equal([[error, { map: '[Map]' }], ['[refers to itself]']]);
  });

  it('is guarded once, however often sessions begin', () => {
    const { scripted } = logger();
    setConsole(scripted, true);
    const { methodFactory } = scripted;
    setConsole(scripted, false);
    setConsole(scripted, true);
    expect(scripted.methodFactory).to.equal(methodFactory);
  });
});
