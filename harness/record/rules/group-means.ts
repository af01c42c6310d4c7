import type { Fields } from '../../numeric/fields.ts';
import { logGamma } from '../../numeric/log-gamma.ts';
import { logStudentTTail } from '../../numeric/student-t.ts';
import type { Figures } from '../figures.ts';
import { type Severity, severities } from '../finding.ts';
import {
  add,
  divide,
  type Interval,
  magnitude,
  multiply,
  point,
  square,
  squareRoot,
  subtract,
} from '../interval.ts';
import { asPrinted, evaluate, type Quantity } from '../operand.ts';
import { agree } from './agree.ts';
import { exactCount } from './exact-count.ts';
import { choice, operand, optional } from './options.ts';
import type { Rule } from './rule.ts';
import { worst } from './worst.ts';

/** Means, standard deviations and numbers of cases against t, d and p. Signs are left aside: which arm is first is seldom said. */
export const groupMeans: Rule = {
  name: 'group-means',
  title: 'Means, standard deviations and numbers of cases against t, d and p',
  description:
    "t, d and p follow from the means, standard deviations and numbers of cases of two groups (Student's test or Welch's), or from those of differences. Sizes are compared, not signs.",
  options: {
    mean1: operand('The mean of the first group, or of the differences.'),
    sd1: operand('Its standard deviation.'),
    n1: operand('Its number of cases.'),
    mean2: operand('The mean of the second group; not of differences.', optional),
    sd2: operand('Its standard deviation.', optional),
    n2: operand('Its number of cases.', optional),
    test: choice(
      ['student', 'welch', 'either', 'differences'],
      'The test: with pooled variances, with those of each group, one of the two, or of differences against 0.',
    ),
    t: operand('The printed t.', optional),
    d: operand('The printed d: over the pooled standard deviation, or that of the differences.', optional),
    effect: choice(
      ['cohen', 'hedges'],
      "Whether d is Cohen's, or Hedges' corrected for small samples.",
      'cohen',
    ),
    p: operand('The printed p.', optional),
    sided: choice(['two', 'one'], 'The alternative of the test.', 'two'),
  },
  check(options, figures) {
    const test = options.oneOf('test', ['student', 'welch', 'either', 'differences']);
    const { differs, printed, ways, d } = compared(options, figures, test);
    const effect = options.oneOf('effect', ['cohen', 'hedges'], 'cohen');
    const sides = options.oneOf('sided', ['two', 'one'], 'two') === 'two' ? 2 : 1;
    const size = effect === 'hedges' ? corrected(d, ways[0].df.high) : d;
    // One test gave both t and p: of two that may have, the one that fits better is told.
    const [found] = ways
      .map((way) => [
        ...given('t', options, figures, way.t),
        ...given('p', options, figures, tailOf(way, sides)),
        ...given('d', options, figures, size),
      ])
      .toSorted((a, b) => severities.indexOf(gradeOf(b)) - severities.indexOf(gradeOf(a)));
    return {
      severity: found.length === 0 ? 'not checkable' : gradeOf(found),
      printed: [...printed, ...found.map((one) => one.printed)],
      recomputed: found.map(({ recomputed }) => recomputed),
      derivation:
        found.length === 0
          ? 'Neither t nor d nor p is printed.'
          : `From ${differs} with their rounding: ${found.map(({ words }) => words).join(' ')}`,
      resolution: 'The values of each case, and the test.',
    };
  },
};

interface Way {
  readonly t: Interval;
  readonly df: Interval;
}

function compared(options: Fields, figures: Figures, test: string) {
  const at = (key: string) => evaluate(options.raw(key), figures);
  const [mean1, sd1, n1] = [at('mean1'), at('sd1'), at('n1')];
  const [m, v, n] = [mean1.interval, square(sd1.interval), exactCount(n1, options, 'n1', 2)];
  if (test === 'differences') {
    const t = divide(magnitude(m), squareRoot(divide(v, point(n))));
    const d = divide(magnitude(m), squareRoot(v));
    return {
      differs: `${asPrinted(mean1)}, ${asPrinted(sd1)} and ${n}`,
      printed: [mean1, sd1, n1],
      ways: [{ t, df: point(n - 1) }],
      d,
    };
  }
  const [mean2, sd2, n2] = [at('mean2'), at('sd2'), at('n2')];
  const [w, k] = [square(sd2.interval), exactCount(n2, options, 'n2', 2)];
  const gap = magnitude(subtract(m, mean2.interval));
  const pooled = divide(add(multiply(point(n - 1), v), multiply(point(k - 1), w)), point(n + k - 2));
  const student = {
    t: divide(gap, squareRoot(multiply(pooled, point(1 / n + 1 / k)))),
    df: point(n + k - 2),
  };
  const [a, b] = [divide(v, point(n)), divide(w, point(k))];
  const welch = { t: divide(gap, squareRoot(add(a, b))), df: welchDegrees(a, b, n, k) };
  return {
    differs: `${asPrinted(mean1)} (${asPrinted(sd1)}) of ${n} and ${asPrinted(mean2)} (${asPrinted(sd2)}) of ${k}`,
    printed: [mean1, sd1, n1, mean2, sd2, n2],
    ways: test === 'student' ? [student] : test === 'welch' ? [welch] : [student, welch],
    d: divide(gap, squareRoot(pooled)),
  };
}

/** Welch and Satterthwaite's degrees of freedom: most, n + k - 2, where a / b is (n - 1) / (k - 1); falling to both sides. */
function welchDegrees(a: Interval, b: Interval, n: number, k: number): Interval {
  const df = (ratio: number) =>
    ratio === Number.POSITIVE_INFINITY ? n - 1 : (ratio + 1) ** 2 / (ratio ** 2 / (n - 1) + 1 / (k - 1));
  const [least, most] = [Math.max(0, a.low) / b.high, b.low > 0 ? a.high / b.low : Number.POSITIVE_INFINITY];
  const peak = (n - 1) / (k - 1);
  const ends = [least, most].map(df);
  const high = least <= peak && peak <= most ? n + k - 2 : Math.max(...ends);
  return { low: Math.min(...ends), high };
}

function tailOf({ t, df }: Way, sides: number): Interval {
  const p = (value: number, degrees: number) => sides * Math.exp(logStudentTTail(value, degrees));
  return { low: p(t.high, df.high), high: p(Math.max(0, t.low), df.low) };
}

/** Hedges' correction, exact and as he approximates it (1981, equations 6e and 7): programs have the one or the other. */
function corrected(d: Interval, df: number): Interval {
  const exact = Math.exp(logGamma(df / 2) - logGamma((df - 1) / 2)) / Math.sqrt(df / 2);
  const near = 1 - 3 / (4 * df - 1);
  return multiply(d, { low: Math.min(exact, near), high: Math.max(exact, near) });
}

/** A printed value, if it is, against what it must be. */
function given(key: string, options: Fields, figures: Figures, interval: Interval) {
  if (!options.has(key)) return [];
  const printed = evaluate(options.raw(key), figures);
  const recomputed: Quantity = { label: key, interval, figures: [] };
  return [
    { printed, recomputed, ...agree({ ...printed, interval: magnitude(printed.interval) }, recomputed) },
  ];
}

function gradeOf(found: readonly { readonly severity: Severity }[]): Severity {
  return worst(found.map(({ severity }) => severity));
}
