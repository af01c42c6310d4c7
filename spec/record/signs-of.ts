import { copySigns } from '../../harness/record/scores/copied-scores.ts';
import type { ScoreSet } from '../../harness/record/scores/score-set.ts';
import type { Sign } from '../../harness/record/scores/sign-words.ts';
import { synthesisSigns } from '../../harness/record/scores/synthesis.ts';
import { PIXELS } from './measured-scores.ts';

/** The signs in a pair of arms; the number of pixels is known where PSNR has all its digits. */
export function signsOf([a, b]: readonly [ScoreSet, ScoreSet]): ReadonlySet<Sign> {
  const columns = [a, b].flatMap((set) =>
    [...set.scores].flatMap(([name, values]) => {
      const whole = name === 'lost' || values.some((value) => value !== Number(value.toFixed(4)));
      const context = { stated: set.stated, ...(whole && { pixels: PIXELS }) };
      return synthesisSigns(name, values, context);
    }),
  );
  return new Set([...columns, ...copySigns(a, b, [...a.scores.keys()])].map(({ test }) => test));
}
