import type { Stage } from './stage.ts';

/** How fast networks run: floating-point operations a second of one worker alone.  */
export interface Speed {
  readonly flops: number;
  /** Whether it was measured here. */
  readonly measured: boolean;
  readonly engine: string;
}

/** One core with ONNX Runtime (49 to 73 GFLOP/s on the paper's networks), where nothing was measured. */
export const usualFlops = 55e9;

/** Of what runs no network, as measured on one core: for each unit of work and pixel. */
const perPixel: Readonly<Record<string, number>> = {
  dataset: 2e-7,
  degrade: 9e-8,
  restore: 1e-7,
  measure: 9e-8,
};
/** For each unit of work, whatever the size of images. */
const perWork: Readonly<Record<string, number>> = { statistics: 0.1, panel: 0.1, audit: 0.001 };

/** About how many seconds a stage takes in one worker. */
export function stageSeconds(
  { kind, flop = 0, work, pixels = 0 }: Omit<Stage, 'key' | 'declaration'>,
  { flops }: Pick<Speed, 'flops'>,
): number {
  return flop / flops + work * ((perPixel[kind] ?? 0) * pixels + (perWork[kind] ?? 0));
}
