import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assertDenoiserFits } from '../../networks/denoiser-fit.ts';
import type { Weights } from '../../networks/engine.ts';
import { layouts, networkWeights } from '../../networks/layout.ts';
import { chosenWeights } from '../../networks/lightning.ts';
import type { InputShapes, Network } from '../../networks/network.ts';
import { scaleUnet } from '../../networks/scale-unet.ts';
import type { Tensor } from '../../networks/tensor.ts';
import { paperUnet2d, unet2d } from '../../networks/unet-2d.ts';
import { InputError } from '../../numeric/input-error.ts';
import { resolveAnyDenoiser } from '../../training/any-denoiser-recipe.ts';
import { type DenoiserUse, type ScaleDenoiserRecipe, timeScale } from '../../training/denoiser-recipe.ts';
import { requiredAsset } from '../files/assets.ts';
import { jsonFiles, readJson } from '../files/declarations.ts';
import { readWeights } from '../files/weights/read-weights.ts';
import { type ShippedFile, shippedNamed } from '../files/weights/shipped.ts';
import type { Workspace } from '../files/workspace.ts';

/** A denoiser by itself: what it takes, and what it was trained for. */
export interface Denoiser {
  readonly name: string;
  /** The file of its weights. */
  readonly path: string;
  readonly latentChannels: number;
  readonly conditionChannels: number;
  /** What its times are divided by. */
  readonly timeScale: number;
  /** What it was trained for. @throws InputError where nothing says so. */
  use(): DenoiserUse;
  /** The network for latents of this side, with its weights. @throws InputError where it is one for others. */
  at(side: number): { readonly network: Network; readonly weights: Weights };
}

/** What a denoiser is given for a batch of latents. */
export function denoiserInputs(
  { latentChannels, conditionChannels }: Pick<Denoiser, 'latentChannels' | 'conditionChannels'>,
  batch: number,
  height: number,
  width: number,
): InputShapes {
  return { sample: [batch, latentChannels + conditionChannels, height, width], time: [batch] };
}

/**
 * The denoiser that a SPEC names.
 * @param recipe the declaration of what it was trained for: an id of `experiments/denoisers/` or a file; for one that
 * is published, the only published recipe there where none is named
 * @throws InputError for another SPEC, missing weights, or weights that do not fit.
 */
export function loadDenoiser(
  spec: string,
  workspace: Workspace,
  { which = 'ema', recipe }: { readonly which?: 'ema' | 'raw'; readonly recipe?: string } = {},
): Denoiser {
  const shipped = shippedNamed(workspace, spec, which === 'raw' ? 'raw.safetensors' : 'weights.safetensors');
  if (shipped) return scaleDenoiser(spec, shipped);
  const file = /^unet=(.+)$/.exec(spec)?.[1];
  const [path] = file === undefined ? requiredAsset(workspace, spec) : [file];
  const tensors = chosenWeights(readWeights(path!), which, path!);
  const name = file === undefined ? spec : 'unet';
  const [inputs, latentChannels] = [
    sizeOf(tensors, 'conv_in.weight', 1, path!),
    sizeOf(tensors, 'conv_out.weight', 0, path!),
  ];
  return {
    name,
    path: path!,
    latentChannels,
    conditionChannels: inputs - latentChannels,
    timeScale: 1,
    use: () => publishedUse(workspace, recipe),
    at(side) {
      const config = { ...paperUnet2d(latentChannels, side), inChannels: inputs };
      assertDenoiserFits(tensors, config, side, path!);
      const network = unet2d(name, config);
      const shapes = { sample: [1, inputs, side, side], time: [1] };
      return { network, weights: networkWeights(network, shapes, tensors, layouts.plain, path!) };
    },
  };
}

function scaleDenoiser(name: string, { params, path, where }: ShippedFile): Denoiser {
  const recipe = params['recipe'] as ScaleDenoiserRecipe;
  if (recipe.architecture?.timeChannels === undefined) {
    throw new InputError({
      where,
      expected: 'a denoiser',
      got: 'another network',
      remedy: 'name one of golden/networks/denoiser-...',
    });
  }
  const weights = readWeights(path);
  const latentChannels = sizeOf(weights, 'co.weight', 0, path);
  const network = scaleUnet(name, { ...recipe.architecture, latentChannels });
  return {
    name,
    path,
    latentChannels,
    conditionChannels: sizeOf(weights, 'ci.weight', 1, path) - latentChannels,
    timeScale: timeScale(recipe),
    use: () => recipe,
    at: () => ({ network, weights }),
  };
}

function publishedUse(workspace: Workspace, named: string | undefined): DenoiserUse {
  const folder = join(workspace.experiments, 'denoisers');
  const resolved = (path: string) => resolveAnyDenoiser(readJson(path, path), path);
  if (named !== undefined) {
    const own = join(folder, `${named}.json`);
    const recipe = resolved(existsSync(own) ? own : named);
    if ('condition' in recipe) return recipe;
    throw new InputError({
      where: '--recipe',
      expected: 'a recipe that says what its network was trained for',
      got: `${named}, ${recipe.kind === 'distilled' ? `distilled from ${recipe.teacher}` : `a variation of ${recipe.of}`}`,
      remedy: "name the other's",
    });
  }
  const published = (existsSync(folder) ? jsonFiles(folder) : [])
    .map(resolved)
    .flatMap((recipe) => (recipe.kind === 'published' ? [recipe] : []));
  if (published.length === 1) return published[0]!;
  throw new InputError({
    where: '--recipe',
    expected: 'what the denoiser was trained for',
    got: `${published.length} published recipes in experiments/denoisers/`,
    remedy: 'name one of them, or a file of such a declaration',
  });
}

function sizeOf(tensors: ReadonlyMap<string, Tensor>, end: string, axis: number, where: string): number {
  const found = [...tensors].find(([name]) => name === end || name.endsWith(`.${end}`))?.[1].shape[axis];
  if (found !== undefined) return found;
  throw new InputError({
    where,
    expected: `the checkpoint of a denoiser, with a tensor ${end}`,
    got: `${[...tensors.keys()].slice(0, 5).join(', ')}, ...`,
    remedy: 'name the checkpoint of a denoiser',
  });
}
