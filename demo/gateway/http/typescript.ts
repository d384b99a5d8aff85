/** Serves the demo's own scripts as they are written: types are taken out as a file is asked for, so nothing is built. */
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';

/**
 * The file as JavaScript; lines keep their places.
 * @throws Error if it uses syntax that has no JavaScript without its types (enums, decorators, parameter properties)
 */
export async function javaScriptOf(path: string): Promise<string> {
  return stripTypeScriptTypes(await readFile(path, 'utf8'));
}
