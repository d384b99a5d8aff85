import { chai } from '@open-wc/testing';

/**
 * Imported first by every component test (scripts/test/page-problems.ts sees to it): whatever the page complains of
 * fails the test in which it happened. Uncaught errors and unhandled rejections fail it by mocha's own doing.
 */
const problems: string[] = [];

/** Lit says this once a page in its development build, which the tests use for its other warnings. */
const EXPECTED = 'lit.dev/msg/dev-mode';

/** Firefox's stacks do not begin with the message. */
const text = (values: unknown[]) =>
  values.map((value) => (value instanceof Error ? `${String(value)}\n${value.stack ?? ''}` : String(value))).join(' ');

const error = console.error.bind(console);
console.error = (...values: unknown[]) => {
  problems.push(`console.error: ${text(values)}`);
  error(...values);
};

const warn = console.warn.bind(console);
console.warn = (...values: unknown[]) => {
  const message = text(values);
  if (message.includes(EXPECTED)) return;
  if (message.includes('lit.dev/msg/')) problems.push(`Lit warns: ${message}`);
  warn(...values);
};

/** Hands over, and thereby excuses, what the page has complained of since the test began. */
export function takeProblems(): string[] {
  return problems.splice(0);
}

function failOnProblems(): void {
  const found = takeProblems();
  if (found.length > 0) throw new Error(`The page complained:\n${found.join('\n')}`);
}

/** A value that can be handed out of the page, or else a description of it. */
function portable(value: unknown): unknown {
  try {
    structuredClone(value);
    return value;
  } catch {
    return (chai as Chai.ChaiStatic).util.inspect(value);
  }
}

// What is compared is sent along with the failure, and an element or a function cannot be: then the failure itself would
// never arrive, and the whole file would wait until its time is up.
(chai as Chai.ChaiStatic).use(({ Assertion }) => {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on what it is called on
  const { assert } = Assertion.prototype;
  Assertion.prototype.assert = function (...args) {
    try {
      assert.apply(this, args);
    } catch (failure) {
      const { actual, expected } = failure as { actual?: unknown; expected?: unknown };
      throw Object.assign(failure as Error, { actual: portable(actual), expected: portable(expected) });
    }
  };
});

afterEach(failOnProblems);
after(failOnProblems);
