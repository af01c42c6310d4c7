import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import { readJson } from './declarations.ts';
import { packageRoot } from './package-root.ts';
import { validated } from './schemas.ts';
import type { Workspace } from './workspace.ts';

/** One file of an asset and what is known of it. */
export interface AssetFile {
  readonly name: string;
  /** An address, or a package URL (`pkg:pypi/NAME@VERSION`), which the configured index makes one of. */
  readonly url: string;
  readonly size: number | null;
  readonly sha256: string | null;
  readonly sha256Prefix: string | null;
}

/** Something that may not be redistributed: where it comes from and under which terms. */
export interface Asset {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly licence: string;
  /** What it is fetched with: several may be fetched by one name. */
  readonly group: string | null;
  /** The files to take out of the fetched archive. */
  readonly unpack: readonly string[] | null;
  /** One file in the assets folder that holds the same as `files`. */
  readonly single: string | null;
  readonly files: readonly AssetFile[];
}

/**
 * The assets that a workspace declares, or this package where it declares none: the networks that the library knows.
 * @throws InputError when the declaration is damaged.
 */
export function declaredAssets({ experiments }: Workspace): readonly Asset[] {
  const where = 'experiments/assets.json';
  const own = join(experiments, 'assets.json');
  const file = existsSync(own) ? own : join(packageRoot, where);
  const { assets } = validated<{ assets: DeclaredAsset[] }>('asset-list', readJson(file, where), where);
  return assets.map((asset) => ({
    group: null,
    single: null,
    ...asset,
    unpack: asset.unpack == null ? null : [asset.unpack].flat(),
    files: asset.files.map((one) => ({ size: null, sha256: null, sha256Prefix: null, ...one })),
  }));
}

/** An asset as a hand writes it: what is not known, or does not apply, is left out. */
type DeclaredAsset = Pick<Asset, 'id' | 'title' | 'source' | 'licence'> &
  Partial<Pick<Asset, 'group' | 'single'>> & {
    readonly unpack?: string | readonly string[] | null;
    readonly files: readonly (Pick<AssetFile, 'name' | 'url'> & Partial<AssetFile>)[];
  };

/** @throws InputError that lists the known ids. */
function assetNamed(workspace: Workspace, id: string): Asset {
  return assetsNamed(workspace, id).find((asset) => asset.id === id) ?? unknown(workspace, id);
}

/** The asset of an id, or those of a group. @throws InputError that lists the known ones. */
export function assetsNamed(workspace: Workspace, name: string): readonly Asset[] {
  const found = declaredAssets(workspace).filter(({ id, group }) => id === name || group === name);
  return found.length > 0 ? found : unknown(workspace, name);
}

function unknown(workspace: Workspace, id: string): never {
  const assets = declaredAssets(workspace);
  const known = new Set(
    assets.flatMap((asset) => [asset.id, ...(asset.group === null ? [] : [asset.group])]),
  );
  throw new InputError({
    where: 'assets',
    expected: `one of ${[...known].join(', ')}`,
    got: JSON.stringify(id),
    remedy: 'correct the name',
  });
}

/** Where an asset's files stand, or null when they are not all there. */
export function assetPaths({ assets }: Workspace, asset: Asset): readonly string[] | null {
  const single = asset.single === null ? null : join(assets, asset.single);
  if (single !== null && existsSync(single)) return [single];
  const folder = join(assets, asset.id);
  const names = asset.unpack ?? asset.files.map(({ name }) => name);
  const paths = names.map((name) => join(folder, basename(name)));
  return paths.length > 0 && paths.every((path) => existsSync(path)) ? paths : null;
}

/** Where an asset's files stand. @throws InputError `untestable: needs asset ID; run ...` when they do not. */
export function requiredAsset(workspace: Workspace, id: string): readonly string[] {
  const paths = assetPaths(workspace, assetNamed(workspace, id));
  if (paths) return paths;
  const missing = new InputError({
    where: 'assets',
    expected: `the asset ${id}`,
    got: 'none',
    remedy: `run latent-sr assets fetch ${id}`,
  });
  // A claim that needs it is untestable, and a command that does says the same.
  missing.message = `untestable: needs asset ${id}; run latent-sr assets fetch ${id}`;
  throw missing;
}
