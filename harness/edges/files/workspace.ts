import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import { packageRoot } from './package-root.ts';

/** The folders that a run reads and writes. */
export interface Workspace {
  readonly root: string;
  /** Declarations: experiments, claims, profiles, data sets, the record. */
  readonly experiments: string;
  readonly golden: string;
  /** Runs, each a folder with its report. */
  readonly runs: string;
  readonly store: string;
  /** What users bring: data sets and weights. */
  readonly assets: string;
  /** What people type to run it. */
  readonly command: string;
}

/**
 * The workspace at a folder with `experiments/` and `golden/`; by default the current folder where that is one, else
 * this package's own. The store is `$LATENT_SR_STORE`, else `.latent-sr/store` in it, the assets `$LATENT_SR_ASSETS`,
 * else `assets/`. Of a package that npm installed nothing is written in it, but in the current folder.
 */
export function workspaceAt(
  folder: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Workspace {
  const root = folder === undefined ? here() : resolve(folder);
  const home = isInstalled(root) ? process.cwd() : root;
  return {
    root,
    experiments: join(root, 'experiments'),
    golden: join(root, 'golden'),
    runs: join(home, 'reports', 'runs'),
    store: resolve(environment['LATENT_SR_STORE'] ?? join(home, '.latent-sr', 'store')),
    assets: resolve(environment['LATENT_SR_ASSETS'] ?? join(home, 'assets')),
    command: root === packageRoot && root === home ? 'npm run reproduce --' : 'npx latent-sr reproduce',
  };
}

/** The folder that a declared path starts from: the workspace's where it begins with `./`, else that of assets. */
export function baseFolder({ root, assets }: Workspace, path: string): string {
  return path.startsWith('./') ? root : assets;
}

/** @throws InputError where its declarations and golden values are those of a package that npm installed. */
export function assertOwn({ root }: Workspace, where: string): void {
  if (!isInstalled(root)) return;
  throw new InputError({
    where,
    expected: 'a workspace of yours',
    got: `the installed package ${root}`,
    remedy: 'run it in a workspace (latent-sr init DIR makes one), or in a checkout',
  });
}

function isInstalled(root: string): boolean {
  return root.split(sep).includes('node_modules');
}

function here(): string {
  const current = process.cwd();
  return existsSync(join(current, 'experiments', 'profiles')) ? current : packageRoot;
}
