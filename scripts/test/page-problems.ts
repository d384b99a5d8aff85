import type { Plugin } from '@web/dev-server-core';

/** Puts test/browser/problems.ts before everything else in every component test. */
export function pageProblems(): Plugin {
  return {
    name: 'page-problems',
    transform(context) {
      if (!context.path.endsWith('.browser.test.ts') || typeof context.body !== 'string') return;
      // On the first line, so that the lines of the test keep their numbers.
      return { body: `import '/test/browser/problems.ts';${context.body}` };
    },
  };
}

/**
 * The page that a component test runs in.
 * @param testFramework the module that runs the tests
 * @param environment becomes `window.testEnvironment`
 */
export function testPage(testFramework: string, environment: Record<string, unknown>): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Component tests</title>
    <script>
      window.testEnvironment = ${JSON.stringify(environment).replaceAll('<', '\\u003c')};
    </script>
  </head>
  <body>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`;
}
