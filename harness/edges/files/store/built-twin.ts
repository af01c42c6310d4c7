import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packageRoot } from '../package-root.ts';

/**
 * The module of the build that a source became, where the build is of the sources as they stand: both then have one
 * version, and what either has stored serves the other. Itself where it is no source, or the build is older.
 * @param module its `import.meta.url`
 */
export function builtTwin(module: string): string {
  if (!module.endsWith('.ts')) return module;
  const path = relative(join(packageRoot, 'harness'), fileURLToPath(module));
  const twin = join(packageRoot, '.build', 'harness', path.replace(/\.ts$/, '.js'));
  return !path.startsWith('..') && existsSync(twin) && isCurrent() ? pathToFileURL(twin).href : module;
}

let current: boolean | undefined;

/** Once a process: what is edited while it runs is told as little as it is loaded. */
function isCurrent(): boolean {
  current ??= builtAfter(join(packageRoot, 'harness'), join(packageRoot, '.build', 'built'));
  return current;
}

/** Whether a stamp is there and every source of a folder is older. */
function builtAfter(folder: string, stamp: string): boolean {
  if (!existsSync(stamp)) return false;
  const at = statSync(stamp).mtimeMs;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).every(
    (name) => !name.endsWith('.ts') || statSync(join(folder, name)).mtimeMs <= at,
  );
}
