import type { Fields } from '../../numeric/fields.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { Figures } from '../figures.ts';
import { type Interval, showInterval, wholeEnds } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { wholeNumbersExist } from '../whole-numbers.ts';
import { exactCount } from './exact-count.ts';
import { choice, operand, optional } from './options.ts';
import type { Rule, RuleOutcome } from './rule.ts';

/**
 * GRIM (Brown and Heathers 2017), and with a standard deviation GRIMMER (Anaya 2016); with the ends of the scale what
 * SPRITE looks for; between 0 and 1 DEBIT (Heathers and Brown 2019).
 */
export const grim: Rule = {
  name: 'grim',
  title: 'GRIM, GRIMMER, SPRITE, DEBIT: a mean and a standard deviation of whole numbers',
  description:
    'A printed mean is that of n whole numbers (GRIM), with its standard deviation (GRIMMER), on a scale with ends (SPRITE) such as 0 and 1 (DEBIT). Not of data that are measured: ages with months, decibels.',
  options: {
    mean: operand('The printed mean of the cases.'),
    n: operand('The number of cases.'),
    items: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'Whole numbers that each case is the mean of, such as the questions of a scale.',
    },
    sd: operand('The printed standard deviation.', optional),
    deviation: choice(
      ['sample', 'population', 'either'],
      'Whether it divides by n - 1, as most programs do, or by n.',
      'sample',
    ),
    low: { type: 'integer', description: 'The least that a whole number can be.', optional: true },
    high: { type: 'integer', description: 'The most that it can be.', optional: true },
  },
  check(options, figures) {
    const { mean, sd, n, items, deviation, low, high } = read(options, figures);
    const total = n * items;
    const sums = wholeIn({ low: mean.interval.low * total, high: mean.interval.high * total });
    const inside = sums.filter((sum) => sum >= n * low * items && sum <= n * high * items);
    const printed = [mean, ...(sd ? [sd] : [])];
    const say = (severity: RuleOutcome['severity'], derivation: string): RuleOutcome => ({
      severity,
      printed,
      recomputed: [],
      derivation,
      resolution: 'The data, whether they are whole numbers, and the number of cases behind this mean.',
    });
    const of = `${n} cases${items > 1 ? ` of ${items} whole numbers each` : ''}`;
    if (sums.length === 0)
      return say(
        'inconsistent',
        `${asPrinted(mean)} of ${of} would be a sum in ${showInterval({ low: mean.interval.low * total, high: mean.interval.high * total })}, which holds no whole number.`,
      );
    if (inside.length === 0)
      return say('inconsistent', `${asPrinted(mean)} lies outside of the scale of ${low} to ${high}.`);
    if (sd === undefined || n === 1)
      return say('consistent', `A sum of ${inside[0]} over ${of} prints as ${asPrinted(mean)}.`);
    const divisors = { sample: [n - 1], population: [n], either: [n - 1, n] }[deviation];
    for (const divisor of divisors) {
      for (const sum of inside) {
        for (const squares of squaresFor(sum, sd.interval, n, divisor, items)) {
          const scale = endsFor(sum, squares, n, { low: low * items, high: high * items });
          const exist = wholeNumbersExist({ n, ...scale, sum, squares });
          if (exist === true)
            return say(
              'consistent',
              `A sum of ${sum} and a sum of squares of ${squares} over ${of} print as ${asPrinted(mean)} and ${asPrinted(sd)}.`,
            );
          if (exist === undefined)
            return say('not checkable', 'The search among whole numbers was given up.');
        }
      }
    }
    const ends = Number.isFinite(low) || Number.isFinite(high) ? ` from ${low} to ${high}` : '';
    return say(
      'inconsistent',
      `No ${n} whole numbers${ends} have a mean of ${asPrinted(mean)} and a standard deviation of ${asPrinted(sd)}.`,
    );
  },
};

function read(options: Fields, figures: Figures) {
  const mean = evaluate(options.raw('mean'), figures);
  const n = exactCount(evaluate(options.raw('n'), figures), options, 'n', 1);
  const items = options.integer('items', { atLeast: 1 }, 1);
  const sd = options.has('sd') ? evaluate(options.raw('sd'), figures) : undefined;
  const deviation = options.oneOf('deviation', ['sample', 'population', 'either'], 'sample');
  const low = options.has('low') ? options.integer('low', {}) : Number.NEGATIVE_INFINITY;
  const high = options.has('high') ? options.integer('high', {}) : Number.POSITIVE_INFINITY;
  if (low < high) return { mean, sd, n, items, deviation, low, high };
  throw new InputError({
    where: options.at('high'),
    expected: `an end above the lower one, ${low}`,
    got: String(high),
    remedy: 'give the ends of the scale in order',
  });
}

/** The whole numbers in an interval, the first ten thousand of them. */
function wholeIn(interval: Interval): readonly number[] {
  const { least, most } = wholeEnds(interval);
  return Array.from({ length: Math.min(Math.max(0, most - least + 1), 10_000) }, (_, i) => least + i);
}

/** Sums of squares of the whole numbers that print as this standard deviation. */
function squaresFor(sum: number, sd: Interval, n: number, divisor: number, items: number): readonly number[] {
  const of = (deviation: number) => Math.max(0, deviation) ** 2 * divisor * items ** 2 + (sum * sum) / n;
  return wholeIn({ low: of(sd.low), high: of(sd.high) });
}

/** The ends of the scale, or where it has none those that the sums allow (Samuelson 1968). */
function endsFor(sum: number, squares: number, n: number, { low, high }: Interval): Interval {
  const reach = Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2) * (n - 1));
  const { least, most } = wholeEnds({ low: sum / n - reach, high: sum / n + reach });
  return { low: Math.max(low, least), high: Math.min(high, most) };
}
