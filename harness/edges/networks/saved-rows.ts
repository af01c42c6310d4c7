import type { StageContext } from '../../pipeline/stage.ts';

/** What has been computed is written down after so many milliseconds: that much a kill may cost. */
const EVERY_MS = 30_000;

/** Rows that a stage computes one after the other, which outlive its process. */
export interface SavedRows {
  /** Those there are, of an earlier process too. */
  readonly rows: readonly Float32Array[];
  add(rows: readonly Float32Array[]): Promise<void>;
}

/** Rows that are kept by nobody. */
export function unsavedRows(): SavedRows {
  const rows: Float32Array[] = [];
  return { rows, add: async (more) => void rows.push(...more) };
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
  const saved = new Float32Array((await checkpoint.read())?.slice().buffer ?? new ArrayBuffer(0));
  const rows: Float32Array[] = Array.from({ length: Math.floor(saved.length / length) }, (_, i) =>
    saved.slice(i * length, (i + 1) * length),
  );
  let last = performance.now();
  return {
    rows,
    async add(more) {
      rows.push(...more);
      if (performance.now() - last < every) return;
      const state = new Float32Array(rows.length * length);
      rows.forEach((row, i) => {
        state.set(row, i * length);
      });
      await checkpoint.write(new Uint8Array(state.buffer));
      last = performance.now();
    },
  };
}
