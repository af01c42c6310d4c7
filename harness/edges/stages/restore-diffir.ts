import { noiseSource } from '../../diffusion/noise.ts';
import { createImage } from '../../numeric/image.ts';
import { decodeStack, encodeStack, type StackItem } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import {
  type DiffirArchitecture,
  type DiffirDiffusion,
  diffir,
  diffirWithTruth,
} from '../../training/diffir-networks.ts';
import { plainSamples } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import { trainedWeights } from './stage-networks.ts';

interface RestoreDiffirParams {
  /** Without a diffusion its first stage, which knows the true images. */
  readonly recipe: { readonly architecture: DiffirArchitecture; readonly diffusion: DiffirDiffusion | null };
  readonly seed: number;
}

/**
 * Brings LR images `low` to the size of `images` by DiffIR (Xia et al. 2023, algorithm 2): the prior diffused from noise
 * under what the LR image says, or the first stage's, which is made of `images` and bounds what a prior can bring.
 * Images go through one by one, so that none depends on the others.
 */
export const restoreDiffirStage: StageKind<RestoreDiffirParams> = {
  name: 'restore-diffir',
  code: import.meta.url,
  runsNetworks: true,
  async run({ recipe: { architecture, diffusion }, seed }, inputs, _location, context) {
    const items = decodeStack(inputs['low']!);
    const low = plainSamples(items);
    const high = plainSamples(decodeStack(inputs['images']!));
    const factor = high.shape[1]! / low.shape[1]!;
    const network = diffusion
      ? diffir(architecture, diffusion, factor)
      : diffirWithTruth(architecture, factor);
    const weights = trainedWeights(inputs['restorer']!, 'weights.safetensors');
    const [small, large, length] = [[1, ...low.shape], [1, ...high.shape], architecture.prior.length];
    const [besides, shape] = diffusion ? (['start', [1, length]] as const) : (['high', large] as const);
    const given = (i: number) =>
      diffusion ? noiseSource([1, length, 1, 1], [items[i]!.id], seed, 'sampling')() : high.rows[i]!;
    const engine = await stageEngine(context);
    const compiled = await engine.compile(network, { low: small, [besides]: shape }, weights);
    const restored: StackItem[] = [];
    try {
      for (const [i, { id, subject }] of items.entries()) {
        const found = await compiled.run({
          low: { shape: small, data: low.rows[i]! },
          [besides]: { shape, data: given(i) },
        });
        const values = Float64Array.from(found['enlarged']!.data, (v) => Math.min(Math.max(v, 0), 1));
        restored.push({ id, subject, image: createImage(1, high.shape[1]!, high.shape[2]!, values) });
      }
    } finally {
      await compiled.dispose();
    }
    return encodeStack(restored);
  },
};
