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

const isOfPublicMember = ({ fieldName }, { members }) =>
  fieldName === undefined || members.some(({ name }) => name === fieldName);

const isDefinition = (entry) => entry.kind === 'custom-element-definition';

/** An element with a tag; a base class has none, and what it gives is listed with those that inherit it. */
const isElement = (declaration) => Boolean(declaration.tagName);

/** Keeps what a page can use: elements and their public members. */
const publicSurface = {
  name: 'public-surface',
  packageLinkPhase({ customElementsManifest: manifest }) {
    for (const module of manifest.modules) {
      module.declarations = module.declarations?.filter(isElement);
      const kept = new Set(module.declarations?.map(({ name }) => name));
      module.exports = module.exports?.filter((entry) => isDefinition(entry) || kept.has(entry.name));
      for (const element of module.declarations ?? []) {
        element.members = element.members?.filter(isPublic);
        // Lit's inner state is declared beside its attributes.
        element.attributes = element.attributes?.filter((attribute) => isOfPublicMember(attribute, element));
      }
    }
    manifest.modules = manifest.modules.filter((module) => module.exports?.length);
    // The analyzer takes the files in the order in which the disk answers.
    manifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
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
