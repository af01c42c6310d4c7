import { stream } from '../../harness/numeric/stream.ts';
import type { ScoreSet } from '../../harness/record/scores/score-set.ts';

/** Pixels of the 8-bit images behind the drawn scores. */
export const PIXELS = 64 * 64;

/**
 * Two arms as measured ones are: images easy and hard for both, PSNR of 8-bit images (whole squared errors), MAE related
 * to it, a share of pixels, subjects repeating, skewed or not, printed with 2 to 4 decimals or all.
 */
export function measuredScores(seed: number): readonly [ScoreSet, ScoreSet] {
  const draws = stream(seed, 'measured scores');
  const n = 8 + draws.below(150);
  const r = draws.uniform() * 0.99;
  const slices = draws.below(2) === 0 ? 1 : 2 + draws.below(9);
  const decimals = [undefined, 2, 3, 4][draws.below(4)];
  const skewed = draws.below(2) === 0;
  const normal = () => (skewed ? Math.log(Math.max(1e-9, draws.uniform())) + 1 : draws.normal());
  const printed = (value: number) => (decimals === undefined ? value : Number(value.toFixed(decimals)));
  let subject = [0, 0];
  const columns: Record<'psnr' | 'mae' | 'lost', number[]>[] = [0, 1].map(() => ({
    psnr: [],
    mae: [],
    lost: [],
  }));
  for (let i = 0; i < n; i++) {
    if (i % slices === 0) subject = subject.map(normal);
    const [shared, apart] = subject.map((level) => (slices === 1 ? level : 0.9 * level + 0.44 * normal()));
    [shared, r * shared + Math.sqrt(1 - r * r) * apart].forEach((level, arm) => {
      const error = Math.max(1, Math.round(10 ** (-(25 + arm + 2 * level) / 10) * PIXELS * 255 ** 2));
      columns[arm].psnr.push(printed(-10 * Math.log10(error / PIXELS / 255 ** 2)));
      columns[arm].mae.push(printed(0.04 - 0.004 * level + 0.003 * draws.normal()));
      columns[arm].lost.push(Math.max(0, Math.round(60 + 20 * level + 8 * draws.normal())) / PIXELS);
    });
  }
  const set = (arm: number): ScoreSet => ({
    name: 'ab'[arm],
    ids: columns[arm].psnr.map((_, i) => `i${i}`),
    scores: new Map(Object.entries(columns[arm]).map(([name, list]) => [name, Float64Array.from(list)])),
    stated: new Map(),
  });
  return [set(0), set(1)];
}

/** The arm with another column of PSNR. */
export function withPsnr(
  set: ScoreSet,
  psnr: Float64Array,
  stated: ScoreSet['stated'] = new Map(),
): ScoreSet {
  return { ...set, scores: new Map([...set.scores, ['psnr', psnr]]), stated };
}
