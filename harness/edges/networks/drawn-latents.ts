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
  /** What the network is told of a time of the sampler's. */
  readonly told: (time: number) => number;
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
  /** What takes the place of the network's output for the samples at these positions. */
  guided?(output: Samples, positions: readonly number[]): Promise<Samples>;
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
  { starts, saved = unsavedRows(), guided, report }: DrawingUse = {},
): Promise<Samples> {
  const { rows, add, reached } = saved;
  const { network, weights, trained, told, latentChannels, sampler, seed, pixels } = drawing;
  const [conditionChannels, height, width] = conditions.shape as [number, number, number];
  const shape = [latentChannels, height, width];
  const together = batchSize(pixels, engine);
  let from = saved.standing;
  await inBatches({ from: rows.length, to: ids.length }, together, async (positions, compiledFor) => {
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
        const { prediction } = await compiled.run({
          sample: { shape: shapes.sample, data: joined(z, condition, batch) },
          time: { shape: [batch], data: new Float32Array(batch).fill(told(time)) },
        });
        const { data } = prediction!;
        return guided
          ? joinedRows((await guided({ shape, rows: splitRows(data, batch) }, positions)).rows)
          : data;
      },
      from,
      reached,
    });
    from = undefined;
    await add(splitRows(latents, batch));
    report?.(rows.length);
  });
  return { shape, rows };
}
