import { type Sampler, sample } from '../../diffusion/samplers/catalogue.ts';
import type { Trained } from '../../diffusion/trained.ts';
import { batchSize } from '../../networks/batch-size.ts';
import type { Engine, Weights } from '../../networks/engine.ts';
import type { Network } from '../../networks/network.ts';
import { joined } from '../../training/denoiser-task.ts';
import { inBatches, joinedRows, type Samples, splitRows } from './batches.ts';
import { type SavedRows, unsavedRows } from './saved-rows.ts';

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

/** What a drawing begins from, and who is told of it. */
export interface DrawingUse {
  /** The latents to begin from; seeded noise where there are none. */
  readonly starts?: Samples | undefined;
  /** Those that are drawn already, of whole batches, and where the others go. */
  readonly saved?: SavedRows;
  /** Told after each batch how many are drawn. */
  report?(done: number): void;
}

/**
 * A latent for each condition, drawn by a sampler batch by batch; each depends on its id and the seed alone.
 * @param conditions at the height and width of the latents
 */
export async function drawnLatents(
  engine: Engine,
  drawing: Drawing,
  ids: readonly string[],
  conditions: Samples,
  { starts, saved = unsavedRows(), report }: DrawingUse = {},
): Promise<Samples> {
  const { rows, add } = saved;
  const { network, weights, trained, timeScale, latentChannels, sampler, seed, pixels } = drawing;
  const [conditionChannels, height, width] = conditions.shape as [number, number, number];
  await inBatches(
    { from: rows.length, to: ids.length },
    batchSize(pixels, engine),
    async (positions, compiledFor) => {
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
      await add(splitRows(latents, batch));
      report?.(rows.length);
    },
  );
  return { shape: [latentChannels, height, width], rows };
}
