import type { Taken } from './chance.ts';
import { type ChoiceName, choiceNamed } from './choices.ts';
import { type Convention, conventionText } from './convention.ts';
import type { Inferable } from './inferable.ts';
import type { InferredScore } from './inferred-score.ts';

/** A convention by its departures, as a sentence. */
export function meaningOf(
  convention: Convention,
  described: Convention,
  names: readonly ChoiceName[],
): string {
  if (names.length === 0) return 'As described.';
  const each = names.map((name) => {
    const { title, levels } = choiceNamed(name);
    const level = convention[name]!;
    return `${title.toLowerCase()}: ${levels[level] ?? `the first ${level}`}`;
  });
  return `${each.join('; ')}, in place of ${names.map((name) => described[name]).join(', ')}.`;
}

/** What a search found, before it is put into words. */
export type Found = Omit<InferredScore, 'describedIsPossible' | 'identifiable' | 'conclusion'>;

/**
 * What follows, in sentences.
 * @param why the described convention gives nothing, where it does not
 * @param missed the closest to the printed number
 */
export function conclude(
  metric: Inferable,
  found: Found,
  { why, missed }: { readonly why: string | undefined; readonly missed: Taken | undefined },
): string {
  const { described, variants, chance, alike, decimals } = found;
  const { convention, value, matches } = described;
  const own =
    value === null
      ? `The described convention cannot be taken: ${why}.`
      : `The described convention gives ${scoreText(metric, value)}, ${matches ? 'as' : 'not as'} printed.`;
  const [nearest] = variants;
  if (nearest === undefined) {
    const closest = missed
      ? `; the closest gives ${scoreText(metric, missed.value)} (${conventionText(missed.convention, convention)})`
      : '';
    return `${own} No convention that was searched gives the printed number${closest}.`;
  }
  const departures = Object.keys(nearest.departures).length;
  const at = chance[departures]!;
  const first = matches
    ? ''
    : ` The nearest that gives it: ${conventionText({ ...convention, ...nearest.departures }, convention)}.`;
  const expected =
    departures === 0
      ? `From elsewhere, a number would fit it in ${chanceText(at.byChance)} of cases.`
      : `Of conventions with at most ${departures} departure${departures === 1 ? '' : 's'}, ${at.fits} of ${at.values} values fit; ${chanceText(at.byChance)} would by chance${at.fits <= at.byChance ? ', so that this is no evidence for it' : ''}.`;
  const one = alike[0].conventions;
  const apart =
    variants.length === 1
      ? ' No other fits.'
      : ` Not identifiable: ${variants.length} conventions fit${alike.length > 1 ? `, with ${alike.length} values${decimals === null ? '' : ` that ${decimals} decimals would tell apart`}` : ''}${one > 1 ? `; ${one} give the value of the nearest on these images, whatever is printed` : ''}.`;
  return `${own}${first} ${expected}${apart}`;
}

/** A number that was searched for, with its unit. */
export function scoreText({ unit }: Inferable, value: number): string {
  if (!Number.isFinite(value)) return 'an infinite one';
  return unit === 'dB' ? `${value.toFixed(4)} dB` : value.toFixed(6);
}

/** An expected number of fits. */
export function chanceText(expected: number): string {
  return expected >= 10 ? expected.toFixed(0) : `${Number(expected.toPrecision(2))}`;
}
