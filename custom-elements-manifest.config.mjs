/** What editors and documentation know of the elements: custom-elements.json, kept in the repository. */

/** The published module of a source file. */
const published = (path) => path.replace(/^\/?src\/(.*)\.ts$/, 'dist/$1.js');

/** Every `path` and `module` in the manifest points at what is published, not at its source. */
function publishPaths(node) {
  if (Array.isArray(node)) {
    node.forEach(publishPaths);
  } else if (node !== null && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      if ((key === 'path' || key === 'module') && typeof value === 'string') node[key] = published(value);
      else publishPaths(value);
    }
  }
}

const isPublic = (member) => (member.privacy ?? 'public') === 'public' && !/^[_#]/.test(member.name);

const hasElement = (module) =>
  module.exports?.some((entry) => entry.kind === 'custom-element-definition') ||
  module.declarations?.some((declaration) => declaration.customElement);

/** Keeps what a page can use: elements and their public members. */
const publicSurface = {
  name: 'public-surface',
  packageLinkPhase({ customElementsManifest: manifest }) {
    manifest.modules = manifest.modules.filter(hasElement);
    for (const module of manifest.modules) {
      for (const declaration of module.declarations ?? []) {
        if (declaration.members) declaration.members = declaration.members.filter(isPublic);
      }
    }
    publishPaths(manifest.modules);
  },
};

export default {
  globs: ['src/**/*.ts'],
  outdir: '.',
  litelement: true,
  // The field in package.json is written by hand.
  packagejson: false,
  plugins: [publicSurface],
};
