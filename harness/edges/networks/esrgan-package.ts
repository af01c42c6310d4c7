import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Weights } from '../../networks/engine.ts';
import { type EsrganModel, esrganLayers } from '../../networks/esrgan-layers.ts';
import type { Network } from '../../networks/network.ts';
import { readTfjsLayers } from '../files/weights/tfjs-layers.ts';

/** A generator of ESRGAN's npm packages, with the files that it came from. */
export interface PackagedEsrgan {
  readonly network: Network;
  readonly weights: Weights;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** The npm package that holds the weights of one size of ESRGAN. */
export function esrganPackage(model: EsrganModel): string {
  return `@upscalerjs/esrgan-${model}`;
}

/**
 * The folder of an installed package of ESRGAN's weights, looked for where this program's own dependencies are
 * and above the current folder; null where it is not installed.
 */
export function esrganFolder(model: EsrganModel): string | null {
  const name = esrganPackage(model);
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    const folder = packageFolder(name, from);
    if (folder !== null) return folder;
  }
  return null;
}

/**
 * The model in the folder of its package. The names of its files start from there.
 * @throws InputError where the files are damaged or of another model.
 */
export function openEsrgan(folder: string, model: EsrganModel, scale: number): PackagedEsrgan {
  const inside = `models/x${scale}`;
  const path = join(folder, inside, 'model.json');
  const { topology, tensors, files } = readTfjsLayers(path);
  return {
    ...esrganLayers(model, scale, topology, tensors, path),
    files: files.map(({ name, sha256 }) => ({ name: `${inside}/${name}`, sha256 })),
  };
}

/** Found by the module that the package exports, since it exports neither its manifest nor its models. */
function packageFolder(name: string, from: string): string | null {
  let folder: string;
  try {
    folder = dirname(createRequire(from).resolve(name));
  } catch {
    return null;
  }
  while (folder !== dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === name) return folder;
    folder = dirname(folder);
  }
  return null;
}
