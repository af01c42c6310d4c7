import type { Verdict } from '../../../claims/verdict.ts';
import { cataloguedUnit } from '../../../metrics/catalogued-unit.ts';
import { knownNumber } from '../../../metrics/known-number.ts';
import type { Unit } from '../../../numeric/unit.ts';
import type { ScoreComparison, ScoresAudit } from '../../../record/scores/audit-scores.ts';
import { withUnit } from '../../../report/format-number.ts';
import type { VariantResult } from '../../../statistics/variants.ts';
import type { Judged } from './judged-arms.ts';

/** The answer of `audit scores` for people. */
export function scoresText(first: string, second: string, audit: ScoresAudit, judged: Judged): string {
  const head = `${first} against ${second}: ${audit.n} images, ${audit.subjects === audit.n ? 'each counted as a subject of its own (--cluster says otherwise)' : `${audit.subjects} subject${audit.subjects === 1 ? '' : 's'}`}`;
  const notes = audit.notes.map(
    ({ kind, message, ids }) =>
      `  note, ${kind}: ${message}${ids ? ` (${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', ...' : ''})` : ''}`,
  );
  return [
    [head, ...notes].join('\n'),
    ...audit.comparisons.map(comparisonText),
    ...verdictsText(judged),
  ].join('\n\n');
}

function verdictsText({ arms, verdicts, silent }: Judged): readonly string[] {
  if (arms.length === 0) return [];
  const [first, second, ...others] = arms.map(({ name }) => name);
  const more = others.length > 0 ? `; further ${others.join('; ')}` : '';
  const decided = verdicts.filter(({ outcome }) => outcome !== 'untestable');
  const lines = decided.map(
    ({ claim, part, outcome, reason }) => `  ${claim} ${outcome}${part && ` (${part})`}: ${reason}`,
  );
  const open = openLines(verdicts.filter(({ outcome }) => outcome === 'untestable'));
  return [
    [
      `verdicts (tier imported), the first arm being ${first} and the second ${second}${more}:`,
      ...(lines.length > 0 ? lines : ['  none: these scores decide no claim']),
    ].join('\n'),
    ...(open.length > 0 ? [['untestable by these scores alone:', ...open].join('\n')] : []),
    ...(silent.length > 0
      ? [`of ${silent.length} claims these scores say nothing: ${silent.join(', ')}`]
      : []),
  ];
}

/** One line for the parts of a claim that need the same. */
function openLines(verdicts: readonly Verdict[]): readonly string[] {
  const parts = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const key = JSON.stringify([verdict.claim, verdict.reason]);
    parts.set(key, [...(parts.get(key) ?? []), verdict]);
  }
  return [...parts.values()].map((alike) => {
    const [{ claim, reason }] = alike as [Verdict];
    const named = alike.flatMap(({ part }) => part || []).join(', ');
    return `  ${claim} untestable${named && ` (${named})`}: ${reason}`;
  });
}

function comparisonText({ score, direction, correlation, variants, ties }: ScoreComparison): string {
  const sense = direction.startsWith('none: ')
    ? ` (which way is better is not said: ${direction.slice('none: '.length)})`
    : ` (${direction} is better)`;
  const related = correlation === null ? '' : `, arms correlate by ${correlation.toFixed(3)}`;
  const known = knownNumber(score);
  const unit = (known && cataloguedUnit(known.metric, known.part)) ?? '1';
  const reading = (name: 'recommended' | 'described' | 'released') =>
    variantText(name, variants[name], unit, ties?.otherwise[`/${name}/test/log10p`]);
  return [
    `${score}${sense}${related}`,
    reading('recommended'),
    reading('described'),
    reading('released'),
  ].join('\n');
}

function variantText(
  name: string,
  { difference, effectSize, test, differs }: VariantResult,
  unit: Unit,
  binaryLog10p: number | undefined,
): string {
  const ends = (of: readonly [number, number]) => `[${of.map(show).join(', ')}]`;
  return [
    `  ${name.padEnd(12)} difference ${withUnit(show(difference.value), unit)} ${ends(difference.ci95)} (${difference.interval})`,
    `${' '.repeat(15)}d ${show(effectSize.value)} ${ends(effectSize.ci95)} (${effectSize.name}), p ${pText(test.log10p)} (${test.name}, ${test.alternative === 'twoSided' ? 'two-sided' : test.alternative}, n ${test.n})`,
    ...(binaryLog10p === undefined
      ? []
      : [
          `${' '.repeat(15)}p ${pText(binaryLog10p)} in binary floating point (SciPy, R), which loses ties of the printed decimals`,
        ]),
    `${' '.repeat(15)}${differs}`,
  ].join('\n');
}

/** p to two digits from its decimal logarithm, which does not underflow. */
function pText(log10p: number): string {
  const power = Math.floor(log10p);
  return log10p > -4 ? show(10 ** log10p) : `${(10 ** (log10p - power)).toFixed(1)}e${power}`;
}

function show(value: number): string {
  return String(Number(value.toPrecision(5)));
}
