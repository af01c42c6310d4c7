import { type Sampler, sample } from '../../diffusion/samplers/catalogue.ts';
import type { Trained } from '../../diffusion/trained.ts';
import type { Engine, Weights } from '../../networks/engine.ts';
import type { Network } from '../../networks/network.ts';
import { joined } from '../../training/denoiser-task.ts';
import { inBatches, joinedRows, type Samples, splitRows } from './batches.ts';

/** A denoiser ready to draw with. */
export interface Drawing {
  readonly network: Network;
  readonly weights: Weights;
  readonly trained: Trained;
  /** What the network's times are divided by. */
  readonly timeScale: number;
  readonly latentChannels: number;
  readonly sampler: Sampler;
  readonly seed: number;
  /** Pixels of the image that a latent stands for. */
  readonly pixels: number;
}

/**
 * A latent for each condition, drawn by a sampler batch by batch; each depends on its id and the seed alone.
 * @param conditions at the height and width of the latents
 * @param starts the latents to begin from; seeded noise where there are none
 * @param report is told after each batch how many are drawn
 */
export async function drawnLatents(
  engine: Engine,
  drawing: Drawing,
  ids: readonly string[],
  conditions: Samples,
  report: (done: number) => void = () => {},
  starts?: Samples,
): Promise<Samples> {
  const { network, weights, trained, timeScale, latentChannels, sampler, seed, pixels } = drawing;
  const [conditionChannels, height, width] = conditions.shape as [number, number, number];
  const rows: Float32Array[] = [];
  await inBatches(ids.length, pixels, async (positions, compiledFor) => {
    const batch = positions.length;
    const shapes = { sample: [batch, latentChannels + conditionChannels, height, width], time: [batch] };
    const compiled = await compiledFor(batch, () => engine.compile(network, shapes, weights));
    const condition = joinedRows(positions.map((i) => conditions.rows[i]!));
    const latents = await sample(sampler, {
      trained,
      shape: [batch, latentChannels, height, width],
      ids: positions.map((i) => ids[i]!),
      seed,
      purpose: 'sampling',
      ...(starts && { start: joinedRows(positions.map((i) => starts.rows[i]!)) }),
      async predict(z, time) {
        const inputs = {
          sample: { shape: shapes.sample, data: joined(z, condition, batch) },
          time: { shape: [batch], data: new Float32Array(batch).fill(time / timeScale) },
        };
        return (await compiled.run(inputs))['prediction']!.data;
      },
    });
    rows.push(...splitRows(latents, batch));
    report(rows.length);
  });
  return { shape: [latentChannels, height, width], rows };
}
