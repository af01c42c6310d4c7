import { InputError } from '../numeric/input-error.ts';
import { declared } from './declared.ts';
import type { Weights } from './engine.ts';
import { layersGraph } from './layers-graph.ts';
import { layersNetwork, layersTensors } from './layers-network.ts';
import { layouts, networkWeights } from './layout.ts';
import type { Network } from './network.ts';
import { shown } from './shapes.ts';
import type { Tensor } from './tensor.ts';

/**
 * ESRGAN's generators of the npm packages `@upscalerjs/esrgan-slim`, `-medium` and `-thick`, with what white
 * was in their training: the first two are residual dense networks on [0, 255], the last one is of residual in
 * residual blocks on [0, 1]. The model files do not say it; the packages' definitions do.
 */
const ranges = { slim: 255, medium: 255, thick: 1 } as const;

export type EsrganModel = keyof typeof ranges;

/**
 * One of these generators with its weights: `image` `[B, 3, H, W]` to `enlarged` `[B, 3, scale H, scale W]`,
 * both nominally in [0, 1].
 * @param topology `modelTopology` of the model's file
 * @param tensors its weights under their names there
 * @param where the file, for messages
 * @throws InputError where the model has layers that are not known, enlarges by another factor, or its
 * weights are not its topology's.
 */
export function esrganLayers(
  model: EsrganModel,
  scale: number,
  topology: unknown,
  tensors: ReadonlyMap<string, Tensor>,
  where: string,
): { readonly network: Network; readonly weights: Weights } {
  const graph = layersGraph(topology, where);
  const network = layersNetwork(`esrgan-${model}-${scale}x`, graph, ranges[model]);
  const inputs = { image: [1, 3, 3, 2] };
  const enlarged = shown(declared(network, inputs).outputs['enlarged']!);
  const expected = shown([1, 3, 3 * scale, 2 * scale]);
  if (enlarged !== expected) {
    throw new InputError({
      where,
      expected: `a model that makes ${expected} of [1, 3, 3, 2]`,
      got: enlarged,
      remedy: `give the model that enlarges ${scale} times`,
    });
  }
  return { network, weights: networkWeights(network, inputs, layersTensors(tensors), layouts.plain, where) };
}
