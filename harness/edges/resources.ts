import { join, relative } from 'node:path';
import { InputError } from '../numeric/input-error.ts';
import type { Profile } from '../pipeline/experiment.ts';
import type { PlannedAsset } from '../pipeline/plan/context.ts';
import type { LocatedDataset, Resources, UsedData } from '../study/ports.ts';
import { resolveAnyDenoiser } from '../training/any-denoiser-recipe.ts';
import { resolveAnyRestorer } from '../training/any-restorer-recipe.ts';
import { resolveAutoencoder } from '../training/autoencoder-recipe.ts';
import { type Asset, assetPaths, declaredAssets } from './files/assets.ts';
import { locateDataset } from './files/datasets/locate.ts';
import { latentsKey, locateLatents } from './files/datasets/locate-latents.ts';
import { readNamed } from './files/declarations.ts';
import { type RememberedHashes, rememberedHashes } from './files/remembered-hashes.ts';
import { readShipped } from './files/weights/shipped.ts';
import { baseFolder, type Workspace } from './files/workspace.ts';
import { locateMethod } from './networks/locate-method.ts';

/**
 * Finds what the profile names: data sets and those that train networks, recipes, assets, shipped networks.
 * @param asDeclared whether data sets and assets that are absent are taken to be as declared, for a plan that nothing runs
 * @throws InputError on a declaration that cannot be used.
 */
export async function findResources(
  workspace: Workspace,
  profile: Profile,
  fromScratch: boolean,
  asDeclared = false,
): Promise<Resources> {
  const recipes = <T>(
    folder: string,
    ids: readonly (string | null)[],
    resolve: (declaration: unknown, where: string, limit: Profile['training']) => T,
  ) =>
    new Map(
      ids.flatMap((id): [string, T][] => {
        if (id === null) return [];
        const where = `experiments/${folder}/${id}.json`;
        const declaration = readNamed(join(workspace.experiments, folder, `${id}.json`), where);
        return [[id, resolve(declaration, where, profile.training)]];
      }),
    );
  const autoencoders = recipes('autoencoders', Object.values(profile.autoencoders), resolveAutoencoder);
  const denoisers = recipes('denoisers', Object.values(profile.denoisers), resolveAnyDenoiser);
  const restorers = recipes('restorers', Object.values(profile.restorers), resolveAnyRestorer);
  const hashes = await rememberedHashes(join(workspace.store, 'hashes.json'));
  const datasets = await locate({ workspace, hashes, asDeclared }, profile, [
    ...[...autoencoders.values()].flatMap((recipe) => (recipe.kind === 'scale' ? recipe.data : [])),
    ...[...restorers.values()].flatMap((recipe) => ('data' in recipe ? recipe.data : [])),
  ]);
  const latents = await locateLatents(workspace, profile, hashes);
  const assets = await hashedAssets(workspace, hashes, asDeclared);
  await hashes.save();
  const asset = (id: string): PlannedAsset =>
    assets.get(id) ?? { missing: `needs the asset ${id}, which experiments/assets.json lacks` };
  const shipped = fromScratch ? new Map() : readShipped(workspace);
  const used = new Map<string, UsedData>();
  return {
    used: () => [...used.values()],
    context: {
      dataset(id) {
        const found = datasets.get(id);
        // Training sets are looked for where the set that names them is there.
        if (!found)
          return { id, missing: `needs the data set ${id}, and the one that names it for training` };
        used.set(id, found);
        return found.planned;
      },
      latents(dataset, autoencoder) {
        const key = latentsKey(dataset, autoencoder);
        const found = latents.get(key);
        if (found) used.set(key, found);
        return found?.found;
      },
      autoencoder: (id) => autoencoders.get(id)!,
      denoiser: (id) => denoisers.get(id)!,
      restorer: (id) => restorers.get(id)!,
      asset,
      method: (method, levels) =>
        locateMethod(method, levels, {
          folder: baseFolder(workspace, 'folder' in method ? method.folder : ''),
          asset,
        }),
      shipped: (declaration) => shipped.get(declaration),
    },
  };
}

/** The profile's data sets, those named besides, and what trains networks for them. */
async function locate(
  {
    workspace,
    hashes,
    asDeclared,
  }: { readonly workspace: Workspace; readonly hashes: RememberedHashes; readonly asDeclared: boolean },
  profile: Profile,
  besides: readonly string[],
): Promise<ReadonlyMap<string, LocatedDataset>> {
  const located = new Map<string, LocatedDataset>();
  const add = async (id: string, subjects: number | null, by: string) => {
    if (located.has(id)) return;
    try {
      located.set(id, await locateDataset(workspace, id, subjects, by, hashes, asDeclared));
    } catch (error) {
      // It costs what needs it, and no other.
      if (!(error instanceof InputError)) throw error;
      located.set(id, { planned: { id, missing: error.message }, files: [], fault: error });
    }
  };
  const limit = profile.training?.subjects ?? null;
  for (const [role, id] of Object.entries(profile.datasets)) {
    if (id !== null) await add(id, null, `experiments/profiles/${profile.id}.json /datasets/${role}`);
  }
  for (const { planned } of [...located.values()]) {
    const training = 'missing' in planned ? undefined : planned.use.training;
    if (training !== undefined)
      await add(training, limit, `experiments/datasets/${planned.id}.json /training`);
  }
  for (const id of besides) await add(id, limit, 'a recipe of experiments/');
  return located;
}

async function hashedAssets(
  workspace: Workspace,
  hashes: RememberedHashes,
  asDeclared: boolean,
): Promise<ReadonlyMap<string, PlannedAsset>> {
  const assets = new Map<string, PlannedAsset>();
  for (const asset of declaredAssets(workspace)) {
    const paths = assetPaths(workspace, asset);
    if (!paths && asDeclared) {
      const files = asset.files.map(({ name, sha256 }) => ({
        name: join(asset.id, name),
        sha256: sha256 ?? '',
      }));
      assets.set(asset.id, { location: workspace.assets, files });
      continue;
    }
    if (!paths) {
      const missing = `needs the asset ${asset.id}: latent-sr assets fetch ${asset.id}`;
      assets.set(asset.id, { missing, unfetched: asset.id });
      continue;
    }
    const files = [];
    for (const path of paths)
      files.push({ name: relative(workspace.assets, path), sha256: (await hashes.of(path)).sha256 });
    const other = unpublished(asset, files);
    assets.set(
      asset.id,
      other === undefined
        ? { location: workspace.assets, files }
        : { missing: `needs the asset ${asset.id}: ${other}` },
    );
  }
  return assets;
}

/** The file that is not the published one, where its hash is published. */
function unpublished(
  asset: Asset,
  files: readonly { readonly name: string; readonly sha256: string }[],
): string | undefined {
  for (const { name, sha256 } of files) {
    const published = asset.files.find((file) => name === join(asset.id, file.name));
    const begins = published?.sha256 ?? published?.sha256Prefix ?? '';
    if (!sha256.startsWith(begins)) {
      return `${name} is another file than the published one (SHA-256 ${sha256.slice(0, 8)}..., published ${begins.slice(0, 8)}...); fetch it again`;
    }
  }
  return undefined;
}
