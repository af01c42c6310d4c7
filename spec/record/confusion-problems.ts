import { readFileSync } from 'node:fs';
import { audit } from '../../harness/record/audit/audit.ts';
import {
  type Confusion,
  type ConfusionScore,
  confusionScores,
} from '../../harness/record/confusion-scores.ts';
import { count, recordOf } from '../laws/record-case.ts';

const [SINGLE, FOLDED] = [8000, 10_000];

/** mlscorecheck's names of our scores, in the order in which problems are drawn. */
const scores: readonly ConfusionScore[] = [
  'accuracy',
  'sensitivity',
  'specificity',
  'balanced',
  'precision',
  'npv',
  'f1',
  'iou',
  'mcc',
  'kappa',
];

/** The problems of golden/oracles/record-confusion.py, drawn again bit by bit. */
function* problems(total: number) {
  let state = 12345;
  const below = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state * n) / 2 ** 32);
  };
  const counts = (mostP: number, mostN: number): Confusion => {
    const p = 5 + below(mostP);
    const n = 5 + below(mostN);
    const tp = p - below(Math.floor(p / 2) + 1);
    return [tp, n - below(Math.floor(n / 2) + 1), p, n];
  };
  for (let at = 0; at < total; at++) {
    const single = at < SINGLE || at >= FOLDED;
    const folds = Array.from({ length: single ? 1 : 2 + below(3) }, () =>
      single ? counts(146, 146) : counts(21, 21),
    );
    const digits = 2 + below(3);
    const names = scores.slice(0, at < SINGLE ? 8 : at < FOLDED ? 4 : 10);
    const printed = new Map<ConfusionScore, number>();
    names.forEach((name, i) => {
      if (below(2) === 0 && names.length - i > 2 - printed.size) return;
      const value = folds.reduce((sum, fold) => sum + confusionScores[name](fold), 0) / folds.length;
      printed.set(name, Math.floor(value * 10 ** digits + 0.5));
    });
    if (below(2) === 1) {
      const wrong = [...printed.keys()][below(printed.size)];
      const by = 1 + below(3);
      printed.set(wrong, printed.get(wrong)! + by * (below(2) === 0 ? 1 : -1));
    }
    yield { folds, digits, printed };
  }
}

/** A number of units as it is printed with so many digits after the point. */
function text(units: number, digits: number): string {
  const padded = String(Math.abs(units)).padStart(digits + 1, '0');
  return `${units < 0 ? '-' : ''}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

const oracle = JSON.parse(
  readFileSync(new URL('../../golden/oracles/record-confusion.json', import.meta.url), 'utf8'),
) as { readonly inconsistent: string; readonly exhaustive: string };

/** Problems in which 0 / 0 decides: mlscorecheck lets it stand for any printed value, even 1.02; here only for 0 or 1. */
const UNDEFINED = [2985, 6930];

/** Where our verdict is not the oracle's, and how many problems were inconsistent; of every `each`-th problem. */
export function confusionDifferences(each: number): { differ: string[]; found: number } {
  const bits = Buffer.concat(
    [oracle.inconsistent, oracle.exhaustive].map((part) => Buffer.from(part, 'base64')),
  );
  const differ: string[] = [];
  let [found, at] = [0, -1];
  for (const { folds, digits, printed } of problems(8 * bits.length)) {
    at++;
    if (at % each !== 0 || UNDEFINED.includes(at)) continue;
    const [p, n] = [2, 3].map((i) =>
      Object.fromEntries(folds.map((fold, k) => [`${'pn'[i - 2]}${k}`, count(fold[i])])),
    );
    const own = Object.fromEntries([...printed].map(([name, units]) => [name, text(units, digits)]));
    const given = {
      values: { ...p, ...n, ...own },
      with: {
        positives: Object.keys(p),
        negatives: Object.keys(n),
        folds: 'mean',
        ...Object.fromEntries(Object.keys(own).map((name) => [name, name])),
      },
    };
    const [{ severity }] = audit(recordOf('confusion-scores', given));
    const verdict = (bits[at >> 3] >> (at & 7)) & 1 ? 'inconsistent' : 'consistent';
    if (verdict === 'inconsistent') found++;
    if (severity !== verdict) differ.push(`${at}: ${severity}, and not ${verdict}: ${JSON.stringify(given)}`);
  }
  return { differ, found };
}
