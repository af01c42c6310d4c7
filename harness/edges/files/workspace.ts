import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
 * else `assets/`.
 */
export function workspaceAt(
  folder: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Workspace {
  const root = folder === undefined ? here() : resolve(folder);
  return {
    root,
    experiments: join(root, 'experiments'),
    golden: join(root, 'golden'),
    runs: join(root, 'reports', 'runs'),
    store: resolve(environment['LATENT_SR_STORE'] ?? join(root, '.latent-sr', 'store')),
    assets: resolve(environment['LATENT_SR_ASSETS'] ?? join(root, 'assets')),
    command: root === packageRoot ? 'npm run reproduce --' : 'npx latent-sr reproduce',
  };
}

/** The folder that a declared path starts from: the workspace's where it begins with `./`, else that of assets. */
export function baseFolder({ root, assets }: Workspace, path: string): string {
  return path.startsWith('./') ? root : assets;
}

function here(): string {
  const current = process.cwd();
  return existsSync(join(current, 'experiments', 'profiles')) ? current : packageRoot;
}
