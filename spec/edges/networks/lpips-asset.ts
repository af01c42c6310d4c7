import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkedPaths, type HashedFile } from '../../../harness/edges/files/asset-files.ts';
import { sha256 } from '../../../harness/pipeline/canonical.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
const name = 'lpips-alex-v0.1.safetensors';

/** The folder of the asset lpips-alex-v0.1, where there is one. */
export const lpipsFolder = [process.env['LATENT_SR_ASSETS'], join(root, '..', 'shared', 'assets')].find(
  (candidate) => candidate !== undefined && existsSync(join(candidate, name)),
);

/** Its files, as a stage's parameters name them. */
export function lpipsFiles(folder: string): readonly HashedFile[] {
  return [{ name, sha256: sha256(readFileSync(join(folder, name))) }];
}

/** Their paths. */
export function lpipsPaths(folder: string): readonly string[] {
  return checkedPaths(folder, lpipsFiles(folder));
}
