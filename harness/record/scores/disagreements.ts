import type { ScoreSet } from './score-set.ts';

/** A score whose recorded values are not those of the images. */
export interface Disagreement {
  readonly score: string;
  readonly count: number;
  readonly total: number;
  readonly largest: number;
  /** The images that differ most, at most ten. */
  readonly ids: readonly string[];
}

/** Recorded scores against those recomputed from the images, where an arm has both. */
export function disagreements({ ids, scores, recorded }: ScoreSet): readonly Disagreement[] {
  return [...(recorded ?? [])].flatMap(([score, told]) => {
    const own = scores.get(score);
    if (own === undefined) return [];
    const differing = ids
      .map((id, i) => ({ id, gap: Math.abs(told[i] - own[i]) }))
      .filter(({ gap }) => gap > toleranceOf(score))
      .sort((one, other) => other.gap - one.gap);
    if (differing.length === 0) return [];
    const worst = differing.slice(0, 10).map(({ id }) => id);
    return [{ score, count: differing.length, total: ids.length, largest: differing[0].gap, ids: worst }];
  });
}

/** What rounding an image to 8 bits changes: hundredths of a dB up to 45 dB, thousandths of the other scores. */
function toleranceOf(score: string): number {
  return score.startsWith('psnr') ? 0.05 : 0.002;
}
