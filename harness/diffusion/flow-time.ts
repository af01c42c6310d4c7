/**
 * What a flow's denoiser is told of t in [0, 1): an index on a grid of T, floor(t (T - 1)) as released with
 * T = 1000, or t itself.
 */
export type FlowTime = number | 'fraction';

export function flowTime(t: number, time: FlowTime): number {
  return time === 'fraction' ? t : Math.floor(t * (time - 1));
}
