import { dirname, join, relative, sep } from 'node:path';
import { packageRoot } from './package-root.ts';

/** What `$schema` says in a file for editors to find this package's schema, wherever the file lies. */
export function schemaLink(file: string, schema: string): string {
  const path = join(packageRoot, 'harness', 'schemas', `${schema}.schema.json`);
  return relative(dirname(file), path).split(sep).join('/');
}
