import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageName, packageRoot } from '../files/package-root.ts';

/**
 * Puts this package where npm would install it in a workspace, as `npm link` does, so that editors find its schemas and
 * `npx` its command at once; what is installed there already stays.
 */
export async function linkHarness(folder: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  const links = [[packageRoot, join(modules, packageName), 'junction']] as const;
  // Windows links files for administrators only.
  const bin = [
    join(packageRoot, 'harness', 'latent-sr.mjs'),
    join(modules, '.bin', 'latent-sr'),
    'file',
  ] as const;
  for (const [target, path, type] of process.platform === 'win32' ? links : [...links, bin]) {
    if (existsSync(path)) continue;
    await mkdir(dirname(path), { recursive: true });
    await symlink(target, path, type);
  }
}
