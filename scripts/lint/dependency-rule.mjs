/** An ESLint rule that holds every import of `src` against the table in layers.mjs. */
import { dirname, relative, resolve, sep } from 'node:path';
import { LAZY_PACKAGES, layerOf } from './layers.mjs';

/**
 * Why the import is refused.
 * @param {string} from the importing file, from the repository's root
 * @param {string} specifier as written
 * @param {boolean} eager whether the import loads the module at once: a static import of values
 * @returns {string | null} null if it is allowed
 */
export function refusal(from, specifier, eager) {
  const layer = layerOf(from);
  if (!layer) return `${from} belongs to no layer; give it one in scripts/lint/layers.mjs.`;
  if (!specifier.startsWith('.')) {
    const known = layer.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    if (!known) return `${layer.name} must not import the package ${specifier}.`;
    if (eager && LAZY_PACKAGES.includes(specifier)) {
      return `${specifier} may be named only in import() and import type: it is loaded at the first connection.`;
    }
    return null;
  }
  const target = toPosix(relative('.', resolve(dirname(from), specifier)));
  const targetLayer = layerOf(target);
  if (!targetLayer) return `${layer.name} must not import ${target}, which is outside of every layer.`;
  if (targetLayer === layer || layer.uses.includes(targetLayer.name)) return null;
  return `${layer.name} must not import ${targetLayer.name} (${target}).`;
}

/** @param {string} path */
const toPosix = (path) => path.split(sep).join('/');

/** @type {import('eslint').Rule.RuleModule} */
export const dependencyRule = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{reason}}' } },
  create(context) {
    const from = toPosix(relative(context.cwd, context.filename));
    const check = (node, source, eager) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const reason = refusal(from, source.value, eager);
      if (reason) context.report({ node, messageId: 'refused', data: { reason } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, node.importKind !== 'type'),
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind !== 'type'),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind !== 'type'),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal, false),
    };
  },
};
