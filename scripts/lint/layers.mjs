/**
 * The source tree's dependency rule, as a table: which layer may import which, and from which packages. The first
 * layer whose `files` matches a path is the path's layer; a layer may always import itself.
 *
 * @typedef {object} Layer
 * @property {string} name
 * @property {RegExp} files tested against the path from the repository's root, with forward slashes
 * @property {readonly string[]} uses names of other layers
 * @property {readonly string[]} packages npm packages, subpaths included
 */

/** @type {readonly Layer[]} */
export const LAYERS = [
  { name: 'contract', files: /^src\/contract\//, uses: [], packages: [] },
  // What all copies of the package on a page have in common: found by whoever holds something there.
  { name: 'registry', files: /^src\/registry\.ts$/, uses: [], packages: [] },
  // The time by which everything on the page goes.
  { name: 'steady-time', files: /^src\/steady-time\.ts$/, uses: ['registry'], packages: [] },
  // What the phone does not connect without.
  { name: 'views', files: /^src\/views\.ts$/, uses: ['registry'], packages: [] },
  // What is fetched later is asked for until it is there.
  { name: 'persist', files: /^src\/persist\.ts$/, uses: [], packages: [] },
  // What nobody is to see, neither in an event nor in a report.
  { name: 'redaction', files: /^src\/redaction\.ts$/, uses: [], packages: [] },
  { name: 'machines', files: /^src\/machines\//, uses: ['contract'], packages: [] },
  { name: 'selectors', files: /^src\/selectors\//, uses: ['contract', 'machines'], packages: [] },
  { name: 'sdk/port', files: /^src\/sdk\/port\.ts$/, uses: ['contract'], packages: [] },
  {
    name: 'sdk',
    files: /^src\/sdk\//,
    uses: ['contract', 'machines', 'redaction', 'sdk/port'],
    packages: ['@telnyx/webrtc'],
  },
  {
    name: 'client',
    files: /^src\/client\//,
    uses: ['contract', 'machines', 'selectors', 'sdk/port', 'persist'],
    packages: [],
  },
  // What comes with the SDK: the one place that joins the client with the adapter.
  { name: 'page-engine', files: /^src\/page-engine\.ts$/, uses: ['client', 'sdk'], packages: [] },
  {
    name: 'page-client',
    files: /^src\/page-client\.ts$/,
    uses: ['contract', 'client', 'registry', 'steady-time', 'views', 'page-engine'],
    packages: [],
  },
  {
    name: 'localization',
    files: /^src\/localization\//,
    uses: ['contract', 'registry', 'persist'],
    packages: ['lit', '@lit/localize'],
  },
  { name: 'styles', files: /^src\/styles\//, uses: [], packages: ['lit'] },
  {
    name: 'controllers',
    files: /^src\/controllers\//,
    uses: ['contract', 'selectors', 'page-client', 'localization', 'registry', 'persist', 'steady-time'],
    packages: ['lit'],
  },
  // A definition registers its element; a class must not, or importing the classes would have side effects.
  {
    name: 'element definitions',
    files: /^src\/elements\/[^/]+\/telnyx-[^/]+\.ts$/,
    uses: ['elements'],
    packages: [],
  },
  // What is known of phone numbers is large, and only what is fetched later may have it.
  {
    name: 'phone numbers',
    files: /^src\/elements\/numbers\/lazy\//,
    uses: ['contract', 'elements', 'localization'],
    packages: ['libphonenumber-js'],
  },
  {
    name: 'elements',
    files: /^src\/elements\//,
    uses: [
      'contract',
      'redaction',
      'persist',
      'views',
      'selectors',
      'controllers',
      'styles',
      'localization',
      'phone numbers',
    ],
    packages: ['lit'],
  },
  { name: 'frameworks', files: /^src\/frameworks\//, uses: ['contract', 'elements'], packages: [] },
  {
    name: 'index',
    files: /^src\/index\.ts$/,
    uses: ['contract', 'page-client', 'controllers', 'elements', 'localization'],
    packages: [],
  },
  { name: 'all', files: /^src\/all\.ts$/, uses: ['index', 'element definitions'], packages: [] },
];

/** Packages that may be named only in `import()` and `import type`, so that nothing loads them at once. */
export const LAZY_PACKAGES = ['@telnyx/webrtc'];

/**
 * @param {string} path from the repository's root, with forward slashes
 * @returns {Layer | undefined}
 */
export function layerOf(path) {
  return LAYERS.find((layer) => layer.files.test(path));
}
