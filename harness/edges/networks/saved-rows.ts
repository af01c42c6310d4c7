import type { DrawStanding } from '../../diffusion/samplers/catalogue.ts';
import type { StageContext } from '../../pipeline/stage.ts';

/** What has been computed is written down after so many milliseconds: that much, and a step, a kill may cost. */
const EVERY_MS = 30_000;

/** Rows that a stage computes batch by batch, which outlive its process. */
export interface SavedRows {
  /** Those there are, of an earlier process too. */
  readonly rows: readonly Float32Array[];
  /** Where the sampler of the next batch stood, in an earlier process. */
  readonly standing?: DrawStanding | undefined;
  add(rows: readonly Float32Array[]): Promise<void>;
  /** Where the sampler of the next batch stands now. */
  reached(standing: DrawStanding): Promise<void>;
}

/** Rows that are kept by nobody. */
export function unsavedRows(): SavedRows {
  const rows: Float32Array[] = [];
  return { rows, add: async (more) => void rows.push(...more), reached: async () => {} };
}

/**
 * The rows that a killed process had reached, to go on from.
 * @param length of a row
 */
export async function savedRows(
  checkpoint: StageContext['checkpoint'],
  length: number,
  every = EVERY_MS,
): Promise<SavedRows> {
  const saved = await checkpoint.read();
  const { rows, standing } = saved ? decoded(saved, length) : { rows: [] };
  let last = performance.now();
  const written = async (now?: DrawStanding) => {
    if (performance.now() - last < every) return;
    await checkpoint.write(encoded(rows, length, now));
    last = performance.now();
  };
  return {
    rows,
    standing,
    async add(more) {
      rows.push(...more);
      await written();
    },
    reached: written,
  };
}

/** The next step, the draws of noise and the number of latents, these, and the rows. */
function encoded(rows: readonly Float32Array[], length: number, standing?: DrawStanding): Uint8Array {
  const z = standing?.z ?? new Float64Array();
  const head = new Float64Array(3 + z.length);
  head.set([standing?.step ?? 0, standing?.draws ?? 0, z.length]);
  head.set(z, 3);
  const all = new Uint8Array(head.byteLength + 4 * rows.length * length);
  all.set(new Uint8Array(head.buffer));
  const body = new Float32Array(all.buffer, head.byteLength);
  rows.forEach((row, i) => {
    body.set(row, i * length);
  });
  return all;
}

function decoded(
  bytes: Uint8Array,
  length: number,
): { readonly rows: Float32Array[]; readonly standing?: DrawStanding } {
  // A copy begins where numbers may.
  const { buffer } = bytes.slice();
  const [step, draws, count] = new Float64Array(buffer, 0, 3) as unknown as [number, number, number];
  const z = new Float64Array(buffer, 3 * 8, count);
  const body = new Float32Array(buffer, (3 + count) * 8);
  const rows = Array.from({ length: body.length / length }, (_, i) =>
    body.slice(i * length, (i + 1) * length),
  );
  return { rows, ...(count > 0 && { standing: { step, draws, z } }) };
}
