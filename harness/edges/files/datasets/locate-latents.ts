import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  type CachedLatents,
  type LatentPart,
  resolveCachedLatents,
  unknownOfLatents,
} from '../../../datasets/cached-latents.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { Profile } from '../../../pipeline/experiment.ts';
import type { PlannedLatents } from '../../../pipeline/plan/context.ts';
import type { UsedData } from '../../../study/ports.ts';
import { jsonFiles, readNamed } from '../declarations.ts';
import { parseHeader, readHeader } from '../images/npy.ts';
import { readBytes } from '../read-bytes.ts';
import type { RememberedHashes } from '../remembered-hashes.ts';
import { baseFolder, type Workspace } from '../workspace.ts';
import { latentFile, latentIds, NAMES } from './latent-folder.ts';

/** Cached latents of one data set by one autoencoder as found. */
export interface LocatedLatents extends UsedData {
  readonly found: PlannedLatents | { readonly missing: string };
}

/** What cached latents are told apart by. */
export const latentsKey = (dataset: string, autoencoder: string): string => `${dataset} ${autoencoder}`;

/**
 * Finds the cached latents that `experiments/latents/` declares of a profile's data sets and autoencoders, where their
 * folder is there, and hashes their files. A folder that is not whole is a fault of what needs it.
 * @returns by {@link latentsKey}
 * @throws InputError on a declaration that cannot be used, names what nobody declares, or is of what another is of
 */
export async function locateLatents(
  workspace: Workspace,
  { datasets, autoencoders }: Profile,
  hashes: Pick<RememberedHashes, 'of'>,
): Promise<ReadonlyMap<string, LocatedLatents>> {
  const located = new Map<string, LocatedLatents>();
  const namesIn = (folder: string) =>
    jsonFiles(join(workspace.experiments, folder)).map((file) => basename(file, '.json'));
  const known = { datasets: namesIn('datasets'), autoencoders: namesIn('autoencoders') };
  const sets = Object.values(datasets);
  const networks = Object.values(autoencoders);
  for (const file of jsonFiles(join(workspace.experiments, 'latents'))) {
    const where = `experiments/latents/${basename(file)}`;
    const declared = resolveCachedLatents(readNamed(file, where), where);
    const [unknown] = unknownOfLatents(declared, known, where);
    if (unknown) throw unknown;
    for (const dataset of declared.of.filter((id) => sets.includes(id))) {
      for (const autoencoder of declared.autoencoders.filter((id) => networks.includes(id))) {
        const key = latentsKey(dataset, autoencoder);
        if (located.has(key)) throw twice(where, dataset, autoencoder);
        const one = await locate(workspace, declared, dataset, autoencoder, hashes);
        if (one) located.set(key, one);
      }
    }
  }
  return located;
}

async function locate(
  workspace: Workspace,
  declared: CachedLatents,
  dataset: string,
  autoencoder: string,
  hashes: Pick<RememberedHashes, 'of'>,
): Promise<LocatedLatents | undefined> {
  const root = declared.root.replaceAll('{autoencoder}', autoencoder);
  const folder = resolve(baseFolder(workspace, root), root);
  if (!existsSync(folder)) return undefined;
  const planned = { id: `${dataset}, latents of ${autoencoder}` };
  try {
    const ids = await latentIds(folder, declared);
    const hashed = async (name: string) => {
      const { sha256 } = await hashes.of(join(folder, name));
      return { name, sha256 };
    };
    const names = await hashed(NAMES);
    const partOf = async (part: LatentPart) => {
      const files = [names];
      for (const line of ids.keys()) files.push(await hashed(latentFile(part, line, declared)));
      return { files, side: await sideOf(join(folder, latentFile(part, 0, declared))) };
    };
    const [hr, lr] = [await partOf('hr'), await partOf('lr')];
    const { id, first, scale, subject, deviations } = declared;
    const deviation = deviations[autoencoder];
    return {
      planned,
      files: [...hr.files, ...lr.files.slice(1)].map(({ name, sha256 }) => ({ path: name, sha256 })),
      found: {
        declaration: { id, first, scale, subject },
        ...(deviation !== undefined && { deviation }),
        files: { hr: hr.files, lr: lr.files },
        location: folder,
        samples: ids.length,
        side: {
          ...(hr.side !== undefined && { hr: hr.side }),
          ...(lr.side !== undefined && { lr: lr.side }),
        },
      },
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { planned, files: [], found: { missing: error.message }, fault: error };
  }
}

/** The side of a latent by its file's header; what is wrong with it, its reader says. */
async function sideOf(path: string): Promise<number | undefined> {
  try {
    const [height, width] = parseHeader(readHeader(await readBytes(path), path).header, path).shape.slice(-2);
    return height === width ? height : undefined;
  } catch {
    return undefined;
  }
}

function twice(where: string, dataset: string, autoencoder: string): InputError {
  return new InputError({
    where,
    expected: `latents of ${dataset} by ${autoencoder} in one declaration`,
    got: 'another one',
    remedy: 'take the data set or the autoencoder out of one of them',
  });
}
