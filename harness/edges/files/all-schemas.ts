import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './declarations.ts';
import { packageRoot } from './package-root.ts';

/** Every schema of `harness/schemas/`, by the name of its file. */
export function allSchemas(): ReadonlyMap<string, object> {
  const folder = join(packageRoot, 'harness', 'schemas');
  const names = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
  return new Map(names.map((name) => [name, readJson(join(folder, name), name) as object]));
}
