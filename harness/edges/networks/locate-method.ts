import { existsSync } from 'node:fs';
import type { ImagesElsewhere, Method } from '../../baselines/method.ts';
import type { PlannedAsset, PlannedMethod } from '../../pipeline/plan/context.ts';
import { foreignFiles, foreignFolder } from '../files/images-elsewhere.ts';
import { esrganFolder, esrganPackage, openEsrgan } from './esrgan-package.ts';

/** Where methods find what they need. */
export interface MethodSources {
  /** The folder of assets. */
  readonly folder: string;
  readonly asset: (id: string) => PlannedAsset;
}

/**
 * Finds what a method needs, with the hashes of its files, so that content decides the stage's key. Weights and
 * images that are not there are `missing`, which is no fault: users bring them themselves.
 * @param levels the ids of a cell's levels by factor, for the folder of images made elsewhere
 * @throws InputError when what is there is damaged, or a folder is not as declared.
 */
export function locateMethod(
  method: Method,
  levels: Readonly<Record<string, string>>,
  sources: MethodSources,
): PlannedMethod {
  switch (method.kind) {
    case 'interpolation':
    case 'zero-filled':
      return { kind: 'restore', params: { method }, location: '' };
    case 'esrgan': {
      const folder = esrganFolder(method.model);
      const name = esrganPackage(method.model);
      if (folder === null) return { missing: `needs the npm package ${name}: npm install ${name}` };
      const { files } = openEsrgan(folder, method.model, method.scale);
      return { kind: 'restore-network', params: { method, files }, location: folder };
    }
    case 'network': {
      const found = sources.asset(method.asset);
      if ('missing' in found) return found;
      return { kind: 'restore-network', params: { method, files: found.files }, location: found.location };
    }
    case 'images':
      return locateImages(method, levels, sources);
  }
}

function locateImages(
  method: ImagesElsewhere,
  levels: Readonly<Record<string, string>>,
  sources: MethodSources,
): PlannedMethod {
  const folder = foreignFolder(method, levels, sources.folder);
  if (!existsSync(folder)) return { missing: `needs images made elsewhere in ${method.folder}` };
  // Which images are used and what is in them decides; where they lie does not.
  const params = { method: { ...method, folder: '.' }, files: foreignFiles(folder, method) };
  return { kind: 'images-elsewhere', params, location: folder };
}
