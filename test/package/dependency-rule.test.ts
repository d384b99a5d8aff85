import { expect } from 'chai';
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';

// The project's own configuration, without the rules that need types: the snippets belong to no project.
const eslint = new ESLint({
  overrideConfig: [
    { files: ['**/*.ts'], ...ts.configs.disableTypeChecked },
    { files: ['**/*.ts'], languageOptions: { parserOptions: { project: null } } },
  ],
});

const RULES = ['telnyx-elements/dependency-rule', 'no-restricted-globals', 'no-restricted-properties'];

async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  const fatal = result!.messages.find((message) => message.fatal);
  if (fatal) throw new Error(fatal.message);
  return result!.messages.filter(({ ruleId }) => RULES.includes(ruleId ?? '')).map(({ message }) => message);
}

const REFUSED: [file: string, code: string, because: RegExp][] = [
  ['src/contract/x.ts', `import { a } from '../machines/a.ts';`, /contract must not import machines/],
  ['src/contract/x.ts', `import type { LitElement } from 'lit';`, /contract must not import the package lit/],
  ['src/machines/x.ts', `import { a } from '../selectors/a.ts';`, /machines must not import selectors/],
  ['src/machines/deep/x.ts', `import { a } from '../../client/a.ts';`, /machines must not import client/],
  ['src/machines/x.ts', `export const a = () => Date.now();`, /Unexpected use of 'Date'/],
  ['src/machines/x.ts', `export const a = () => new Date();`, /Unexpected use of 'Date'/],
  ['src/machines/x.ts', `export const a = () => performance.now();`, /Unexpected use of 'performance'/],
  ['src/machines/x.ts', `export const a = () => setTimeout(a, 1);`, /Unexpected use of 'setTimeout'/],
  ['src/machines/x.ts', `export const a = () => globalThis.setTimeout(a, 1);`, /Unexpected use of 'globalThis'/],
  ['src/machines/x.ts', `export const a = () => Math.random();`, /'Math.random' is restricted/],
  ['src/selectors/x.ts', `export const a = () => document.title;`, /Unexpected use of 'document'/],
  ['src/selectors/x.ts', `import { a } from '../sdk/port.ts';`, /selectors must not import sdk\/port/],
  ['src/sdk/port.ts', `import type { A } from './adapter.ts';`, /sdk\/port must not import sdk/],
  ['src/sdk/port.ts', `import type { A } from '@telnyx/webrtc';`, /sdk\/port must not import the package/],
  ['src/sdk/adapter.ts', `import { TelnyxRTC } from '@telnyx/webrtc';`, /only in import\(\) and import type/],
  ['src/sdk/adapter.ts', `export { TelnyxRTC } from '@telnyx/webrtc';`, /only in import\(\) and import type/],
  ['src/sdk/adapter.ts', `import '@telnyx/webrtc';`, /only in import\(\) and import type/],
  ['src/client/x.ts', `import type { A } from '../sdk/adapter.ts';`, /client must not import sdk/],
  ['src/client/x.ts', `export const a = () => import('@telnyx/webrtc');`, /client must not import the package/],
  ['src/client/x.ts', `import { html } from 'lit';`, /client must not import the package lit/],
  ['src/client/x.ts', `import { a } from '../page-client.ts';`, /client must not import page-client/],
  ['src/controllers/x.ts', `import { a } from '../client/a.ts';`, /controllers must not import client/],
  ['src/controllers/x.ts', `export type A = import('../sdk/port.ts').Port;`, /controllers must not import sdk\/port/],
  ['src/elements/a/a.ts', `import { a } from '../../page-client.ts';`, /elements must not import page-client/],
  ['src/elements/a/a.ts', `import { a } from '../../machines/a.ts';`, /elements must not import machines/],
  ['src/elements/a/a.ts', `import '../b/telnyx-b.ts';`, /elements must not import element definitions/],
  ['src/elements/a/a.ts', `export * from '../../../demo/a.ts';`, /outside of every layer/],
  ['src/elements/a/a.ts', `import '../../../test/support/a.ts';`, /outside of every layer/],
  ['src/index.ts', `import './elements/a/telnyx-a.ts';`, /index must not import element definitions/],
  ['src/stray.ts', `import { a } from './contract/a.ts';`, /belongs to no layer/],
];

const ALLOWED: [file: string, code: string][] = [
  ['src/machines/x.ts', `import { a } from '../contract/a.ts'; import { b } from './b.ts'; export { a, b };`],
  ['src/selectors/x.ts', `import type { A } from '../machines/a.ts'; export type { A };`],
  ['src/sdk/adapter.ts', `export const load = () => import('@telnyx/webrtc');`],
  ['src/sdk/adapter.ts', `import type { Call } from '@telnyx/webrtc'; export type { Call };`],
  ['src/sdk/adapter.ts', `export const now = () => Date.now();`],
  ['src/client/x.ts', `import type { A } from '../sdk/port.ts'; export type { A };`],
  ['src/page-client.ts', `import { a } from './client/a.ts'; export const b = () => [a, import('./page-engine.ts')];`],
  ['src/page-engine.ts', `import { a } from './client/a.ts'; import { b } from './sdk/adapter.ts'; export { a, b };`],
  ['src/elements/a/a.ts', `import { html } from 'lit'; import { c } from 'lit/decorators.js'; export { html, c };`],
  ['src/elements/a/telnyx-a.ts', `import { A } from './a.ts'; import '../b/telnyx-b.ts'; export { A };`],
];

describe('the dependency rule', function () {
  this.timeout(20_000);

  for (const [file, code, because] of REFUSED) {
    it(`refuses in ${file}: ${code}`, async () => {
      expect((await complaints(file, code)).join('\n')).to.match(because);
    });
  }

  for (const [file, code] of ALLOWED) {
    it(`allows in ${file}: ${code}`, async () => {
      expect(await complaints(file, code)).to.deep.equal([]);
    });
  }
});
