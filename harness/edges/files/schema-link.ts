import { dirname, join, relative, sep } from 'node:path';
import { packageName, packageRoot } from './package-root.ts';

/**
 * What `$schema` says in a file of a workspace for editors to find this package's schema, the same on every machine:
 * within this package its own folder, elsewhere where npm puts the package into the workspace.
 * @param root the workspace's folder
 */
export function schemaLink(root: string, file: string, schema: string): string {
  const inside = !relative(packageRoot, file).startsWith(`..${sep}`);
  const home = inside ? packageRoot : join(root, 'node_modules', packageName);
  const path = join(home, 'harness', 'schemas', `${schema}.schema.json`);
  return relative(dirname(file), path).split(sep).join('/');
}
