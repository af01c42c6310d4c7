import type { Verdict } from '../../claims/verdict.ts';
import { formatNumber, withUnit } from '../../report/format-number.ts';
import { spannedCurve } from '../../report/fragility-curve.ts';
import { turnsWhen } from '../../report/fragility-words.ts';
import { outcomeMark } from '../render/marks.ts';

/** Which changes would turn each verdict, with the share of comparisons that agree as bounds become easier. */
export function fragilityTable(verdicts: readonly Verdict[]): string {
  const told = verdicts.flatMap(({ claim, part, tier, outcome, fragility }) => {
    if (!fragility) return [];
    const { symbol, text } = outcomeMark(outcome);
    return [
      '',
      `${symbol} ${[claim, part].filter(Boolean).join(' ')}, ${tier}: ${text}. It turns with`,
      ...turnsWhen(fragility).map((change) => `    ${change}`),
      ...fragility.thresholds.map((each) => {
        const { unit, reach, points } = spannedCurve(each, columns);
        const span = withUnit(formatNumber(reach), unit);
        return `    ${points.map(({ agree }) => bars[Math.round(agree * (bars.length - 1))]).join('')}  agreeing, bounds ${span} stricter to ${span} easier`;
      }),
    ];
  });
  return told.length === 0
    ? 'no verdict of this run was decided by comparisons of measured values'
    : [...introduction, ...told].join('\n');
}

const columns = 21;
const bars = [...' ▁▂▃▄▅▆▇█'];

const introduction = [
  'The smallest change of each kind that turns a verdict, the others left as they are.',
  'Bounds: those in one unit at once. Images: if values stay and intervals go with',
  'the root of n. Seeds: what the golden runs of several seeds gave.',
];
