import { copySigns } from '../../harness/record/scores/copied-scores.ts';
import type { ScoreSet } from '../../harness/record/scores/score-set.ts';
import { type Sign, signWords } from '../../harness/record/scores/sign-words.ts';
import { synthesisSigns } from '../../harness/record/scores/synthesis.ts';
import { forgeries } from '../record/forged-scores.ts';
import { measuredScores, PIXELS } from '../record/measured-scores.ts';

const SETS = 2000;
const FORGED = 50;

/** How often each sign is seen in measured scores, and in forged ones, as phrases. */
export function signFacts(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const seen = new Map<Sign, number>();
  for (let seed = 0; seed < SETS; seed++)
    for (const sign of signsOf(measuredScores(seed))) seen.set(sign, (seen.get(sign) ?? 0) + 1);
  return Object.fromEntries(
    (Object.keys(signWords) as Sign[]).map((sign) => {
      const wrong = seen.get(sign) ?? 0;
      const most = wrong === 0 ? ` (below ${((100 * 3) / SETS).toFixed(2)} % at 95 % confidence)` : '';
      return [
        sign,
        {
          'false alarms': `${wrong} of ${SETS} simulated pairs of measured arms${most}, of 8 to 157 images, correlated up to 0.99, slices of subjects, skewed or not, 2 to 4 decimals or all`,
          power: `found in ${found(sign)} of ${FORGED} forged pairs of the same sizes`,
        },
      ];
    }),
  );
}

function found(sign: Sign): number {
  let count = 0;
  for (let seed = 0; seed < FORGED; seed++)
    if (signsOf(forgeries[sign](measuredScores(SETS + seed), seed)).has(sign)) count++;
  return count;
}

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
