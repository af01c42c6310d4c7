import { InputError } from '../../numeric/input-error.ts';
import { agreement, type Interval, magnitude, showInterval, showNumber } from '../interval.ts';
import { asPrinted, evaluate, type Quantity } from '../operand.ts';
import { type Tail, type TestStatistic, tailsOf, testStatistics } from '../statistic-tail.ts';
import { choice, operand, optional } from './options.ts';
import type { Rule } from './rule.ts';

/**
 * The p of a printed statistic with its degrees of freedom, each anywhere within its rounding. U and W are asked of
 * the normal and the exact distribution without ties; since ties move them, a p of theirs that none gives is
 * suspicious. A p printed as 0 is suspicious as well: no test gives it.
 */
export const statisticP: Rule = {
  name: 'statistic-p',
  title: 'A printed p against its test statistic',
  description:
    'A printed p is the tail of the printed t, F, chi-squared, r, z, U, W or H with its degrees of freedom or numbers of cases, doubled where the test is two-sided; none is 0.',
  options: {
    statistic: choice(testStatistics, 'Which statistic.'),
    value: operand('The printed statistic.'),
    p: operand('The printed p, or a bound of it.'),
    sided: {
      ...choice(['two', 'one'], 'The alternative of the test; needed of t, r, z, U and W.'),
      optional,
    },
    df: operand('Degrees of freedom of t, r, chi2 and H.', optional),
    df1: operand('Degrees of freedom of the numerator of F.', optional),
    df2: operand('Degrees of freedom of the denominator of F.', optional),
    n1: operand('The cases of the one group of U.', optional),
    n2: operand('The cases of the other.', optional),
    n: operand('The pairs of W.', optional),
    level: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 0.5,
      default: 0.05,
      description: 'The level of significance, at which a changed decision is told.',
    },
  },
  check(options, figures) {
    const statistic = options.oneOf('statistic', testStatistics);
    const value = evaluate(options.raw('value'), figures);
    const p = evaluate(options.raw('p'), figures);
    const degrees = keys[statistic].map((key) => {
      const quantity = evaluate(options.raw(key), figures);
      if (quantity.interval.low > 0) return quantity;
      const got = asPrinted(quantity);
      throw new InputError({
        where: options.at(key),
        expected: 'a number above 0',
        got,
        remedy: 'correct it',
      });
    });
    const level = options.number('level', { above: 0, atMost: 0.5 }, 0.05);
    const sides = !['F', 'chi2', 'H'].includes(statistic);
    const sided = sides ? options.oneOf('sided', ['two', 'one']) : 'two';
    const ranks = statistic === 'U' || statistic === 'W';
    const size = magnitude(value.interval);
    const found = tailIntervals(statistic, size, degrees, sided === 'two' ? Math.LN2 : 0);
    const agreeing = found.some(({ interval }) => agreement(p.interval, interval) !== 'differ');
    const swapped =
      sides &&
      !agreeing &&
      tailIntervals(statistic, size, degrees, sided === 'two' ? 0 : Math.LN2).some(
        ({ interval }) => agreement(p.interval, interval) !== 'differ',
      );
    const zero = isZero(p);
    const own = found.map(({ interval }) => interval);
    const shown = `${found.map(({ name, interval }) => `${ranks ? `${name} ` : ''}${showInterval(interval)}`).join(', ')}`;
    const all = {
      low: Math.min(...own.map(({ low }) => low)),
      high: Math.max(...own.map(({ high }) => high)),
    };
    return {
      severity: agreeing ? (zero ? 'suspicious' : 'consistent') : ranks ? 'suspicious' : 'inconsistent',
      printed: [value, ...degrees, p],
      recomputed: found.map(({ name, interval }) => ({ label: `p by ${name}`, interval, figures: [] })),
      derivation: [
        `The ${sides ? `${sided}-sided ` : ''}p of ${statistic} ${asPrinted(value)}${degrees.length === 0 ? '' : ` with ${degrees.map(asPrinted).join(' and ')}`} is ${shown}; printed is ${asPrinted(p)}.`,
        ...(swapped ? [`It is the ${sided === 'two' ? 'one' : 'two'}-sided one.`] : []),
        ...decision(p.interval, all, level),
        ...(ranks && !agreeing ? ['Ties would move it.'] : []),
        ...(zero
          ? [`No p is 0; ${p.text} can only stand for one below ${showNumber(p.interval.high)}.`]
          : []),
      ].join(' '),
      resolution: 'The statistic before rounding, and the alternative of the test.',
    };
  },
};

const keys: Readonly<Record<TestStatistic, readonly string[]>> = {
  t: ['df'],
  r: ['df'],
  z: [],
  F: ['df1', 'df2'],
  chi2: ['df'],
  H: ['df'],
  U: ['n1', 'n2'],
  W: ['n'],
};

/** The p of every way to it, over all values and degrees of freedom within their rounding. */
function tailIntervals(
  statistic: TestStatistic,
  { low, high }: Interval,
  degrees: readonly Quantity[],
  logSides: number,
): readonly { readonly name: string; readonly interval: Interval }[] {
  const corners = degrees.reduce<readonly (readonly number[])[]>(
    (lists, { interval }) =>
      lists.flatMap((list) => [...new Set([interval.low, interval.high])].map((end) => [...list, end])),
    [[]],
  );
  const ways = corners.map((corner) => tailsOf(statistic, corner));
  return ways[0].flatMap(({ name }, way) => {
    const ps = ways.flatMap((tails) => [low, high].map((value) => pOf(tails[way], value, logSides)));
    // Sums of ranks that are not whole come from ties, of which the exact distribution knows nothing.
    if (ps.some(Number.isNaN)) return [];
    return [{ name, interval: { low: Math.min(...ps), high: Math.max(...ps) } }];
  });
}

function pOf({ logTail, sides }: Tail, value: number, logSides: number): number {
  if (value === Number.POSITIVE_INFINITY) return 0;
  return Math.min(1, Math.exp(logTail(value) + (sides ? logSides : 0)));
}

/** Whether the printed p and the true one fall on different sides of the level; `> .05` lies above .05. */
function decision(printed: Interval, own: Interval, level: number): readonly string[] {
  const side = ({ low, high }: Interval) =>
    high <= level ? 'significant' : low >= level ? 'not significant' : undefined;
  const [told, found] = [side(printed), side(own)];
  if (told === undefined || found === undefined || told === found) return [];
  return [`At ${level} the printed p is ${told} and this one is ${found}: the decision changes.`];
}

function isZero({ text }: Quantity): boolean {
  return text !== undefined && /^[+-]?0*\.?0+$/.test(text.trim());
}
