import { expect } from 'chai';
import { readFrame } from '../../../demo/gateway/core/jsonrpc.ts';

describe('gateway: JSON-RPC frames', () => {
  const cases: { frame: string; is: object }[] = [
    {
      frame: '{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":1}}',
      is: { kind: 'request', id: 1, method: 'm', params: { a: 1 } },
    },
    { frame: '{"jsonrpc":"2.0","id":"x","method":"m"}', is: { kind: 'request', id: 'x', method: 'm', params: {} } },
    { frame: '{"jsonrpc":"2.0","method":"m"}', is: { kind: 'notification', method: 'm', params: {} } },
    { frame: '{"jsonrpc":"2.0","id":7,"result":{}}', is: { kind: 'response', id: 7 } },
    { frame: '{"jsonrpc":"2.0","id":7,"error":{"code":1}}', is: { kind: 'response', id: 7 } },
    {
      frame: '{"jsonrpc":"2.0","id":2,"type":"debug_report_start","call_id":"c"}',
      is: { kind: 'request', id: 2, method: 'debug_report_start', params: {} },
    },
  ];
  for (const { frame, is } of cases) it(`reads ${frame}`, () => expect(readFrame(frame)).to.deep.equal(is));

  const invalid: [frame: string, code: number, id: string | number | null][] = [
    ['', -32700, null],
    ['{', -32700, null],
    ['\u0000', -32700, null],
    ['null', -32600, null],
    ['42', -32600, null],
    ['"text"', -32600, null],
    ['[]', -32600, null],
    ['[{"jsonrpc":"2.0","id":1,"method":"m"}]', -32600, null],
    ['{}', -32600, null],
    ['{"id":1,"method":"m"}', -32600, 1],
    ['{"jsonrpc":"1.0","id":1,"method":"m"}', -32600, 1],
    ['{"jsonrpc":"2.0","id":1}', -32600, 1],
    ['{"jsonrpc":"2.0","id":1,"method":7}', -32600, 1],
    ['{"jsonrpc":"2.0","id":1,"method":""}', -32600, 1],
    [`{"jsonrpc":"2.0","id":1,"method":"${'m'.repeat(65)}"}`, -32600, 1],
    ['{"jsonrpc":"2.0","id":1,"method":"m","params":[]}', -32602, 1],
    ['{"jsonrpc":"2.0","id":1,"method":"m","params":"p"}', -32602, 1],
    ['{"jsonrpc":"2.0","id":null,"method":"m"}', -32600, null],
    ['{"jsonrpc":"2.0","id":{},"method":"m"}', -32600, null],
    ['{"jsonrpc":"2.0","id":1e999,"method":"m"}', -32600, null],
    [`{"jsonrpc":"2.0","id":"${'i'.repeat(129)}","method":"m"}`, -32600, null],
    ['{"jsonrpc":"2.0","id":null,"result":{}}', -32600, null],
  ];
  for (const [frame, code, id] of invalid) {
    it(`refuses ${JSON.stringify(frame.slice(0, 60))} with ${code}`, () => {
      const read = readFrame(frame);
      expect(read.kind).to.equal('invalid');
      if (read.kind === 'invalid') expect([read.error.code, read.id]).to.deep.equal([code, id]);
    });
  }

  it('survives an absurdly deep frame', () => {
    const deep = `{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`;
    expect(readFrame(deep).kind).to.be.oneOf(['request', 'invalid']);
  });
});
