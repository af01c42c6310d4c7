import type { Fields } from '../../numeric/fields.ts';
import { logNormalTail, normalQuantile } from '../../numeric/normal.ts';
import { logStudentTTail, studentTQuantile } from '../../numeric/student-t.ts';
import type { Figures } from '../figures.ts';
import {
  add,
  divide,
  type Interval,
  magnitude,
  mapMonotone,
  multiply,
  point,
  showNumber,
  subtract,
} from '../interval.ts';
import { asPrinted, evaluate, type Quantity } from '../operand.ts';
import { agree } from './agree.ts';
import { choice, operand, optional } from './options.ts';
import type { Rule, RuleOutcome } from './rule.ts';
import { worst } from './worst.ts';

/** An interval of estimate plus or minus quantile times standard error, against the estimate and its p (Altman and Bland 2011). */
export const intervalP: Rule = {
  name: 'interval-p',
  title: 'A confidence interval against its estimate and p',
  description:
    'The middle of an interval made of a standard error is the estimate, and the p against the null follows from both; of a ratio on its logarithmic scale. Of intervals made otherwise (bootstrap, profile, exact) it is only said whether they hold the estimate, and whether p and the null agree.',
  options: {
    low: operand('The lower end of the printed interval.'),
    high: operand('Its upper end.'),
    estimate: operand('The printed estimate.', optional),
    p: operand('The printed p.', optional),
    scale: choice(['linear', 'ratio'], 'Whether the estimate is a difference or mean, or a ratio.'),
    made: choice(['standard-error', 'otherwise'], 'How the interval was made.'),
    null: {
      type: 'number',
      description: 'What the p is against: 0 of a difference, 1 of a ratio where nothing is given.',
      optional: true,
    },
    df: operand('Degrees of freedom, where the quantile is that of t.', optional),
    level: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 0.999,
      default: 0.95,
      description: 'The level of the interval.',
    },
  },
  check(options, figures) {
    const asked = read(options, figures);
    const { low, high, estimate, p } = asked;
    const printed = [low, high, ...(estimate ? [estimate] : []), ...(p ? [p] : [])];
    const say = (
      severity: RuleOutcome['severity'],
      derivation: string,
      recomputed: readonly Quantity[] = [],
    ) => ({
      severity,
      printed,
      recomputed,
      derivation,
      resolution: 'The standard error, and how the interval and the p were computed.',
    });
    if (asked.scale === 'ratio' && low.interval.low <= 0)
      return say('not checkable', `${asPrinted(low)} may round from 0, which has no logarithm.`);
    if (low.interval.low > high.interval.high)
      return say('inconsistent', `${asPrinted(low)} lies above ${asPrinted(high)}.`);
    if (estimate && (estimate.interval.high < low.interval.low || estimate.interval.low > high.interval.high))
      return say('inconsistent', `The interval does not hold ${asPrinted(estimate)}.`);
    const found = asked.made === 'standard-error' ? ofStandardError(asked) : [];
    const sides = p === undefined ? undefined : decided(asked, p);
    return say(
      worst([...found.map(({ severity }) => severity), ...(sides ? (['suspicious'] as const) : [])]),
      [...found.map(({ words }) => words), ...(sides ? [sides] : [])].join(' ') ||
        'The interval holds its estimate, and p and the null do not contradict each other.',
      found.map(({ recomputed }) => recomputed),
    );
  },
};

function read(options: Fields, figures: Figures) {
  const at = (key: string) => evaluate(options.raw(key), figures);
  const when = (key: string) => (options.has(key) ? at(key) : undefined);
  const scale = options.oneOf('scale', ['linear', 'ratio']);
  return {
    low: at('low'),
    high: at('high'),
    estimate: when('estimate'),
    p: when('p'),
    df: when('df'),
    scale,
    made: options.oneOf('made', ['standard-error', 'otherwise']),
    none: options.number('null', {}, scale === 'ratio' ? 1 : 0),
    level: options.number('level', { above: 0, atMost: 0.999 }, 0.95),
  };
}

type Asked = ReturnType<typeof read>;

function ofStandardError({ low, high, estimate, p, df, scale, none, level }: Asked) {
  const on = ({ low: from, high: to }: Interval) =>
    scale === 'ratio'
      ? mapMonotone({ low: Math.max(from, Number.MIN_VALUE), high: to }, Math.log)
      : { low: from, high: to };
  const [a, b] = [on(low.interval), on(high.interval)];
  const middle = multiply(point(0.5), add(a, b));
  const found: { severity: RuleOutcome['severity']; words: string; recomputed: Quantity }[] = [];
  if (estimate) {
    const back = scale === 'ratio' ? mapMonotone(middle, Math.exp) : middle;
    const recomputed = { label: 'the middle of the interval', interval: back, figures: [] };
    found.push({ recomputed, ...agree(estimate, recomputed) });
  }
  if (p) {
    const degrees = df?.interval ?? point(Number.POSITIVE_INFINITY);
    const tail = (level + 1) / 2;
    const quantile = (n: number) =>
      n === Number.POSITIVE_INFINITY ? normalQuantile(tail) : studentTQuantile(tail, n);
    const logTail = (t: number, n: number) =>
      n === Number.POSITIVE_INFINITY ? logNormalTail(t) : logStudentTTail(t, n);
    const width = subtract(b, a);
    const from = magnitude(subtract(estimate ? on(estimate.interval) : middle, on(point(none))));
    const ps = [degrees.low, degrees.high].flatMap((n) => {
      const t = divide(multiply(point(2 * quantile(n)), from), {
        low: Math.max(0, width.low),
        high: width.high,
      });
      return [Math.max(0, t.low), t.high].map((one) => 2 * Math.exp(logTail(one, n)));
    });
    const interval = { low: Math.min(...ps), high: Math.max(...ps) };
    const recomputed = { label: 'the p of the interval', interval, figures: [] };
    found.push({ recomputed, ...agree(p, recomputed) });
  }
  return found;
}

/** Where p says that the estimate differs from the null and the interval holds it, or the other way round. */
function decided({ low, high, none, level }: Asked, p: Quantity): string | undefined {
  const alpha = 1 - level;
  const hair = 1e-12;
  const outside = low.interval.low > none || high.interval.high < none;
  const inside = low.interval.high < none && high.interval.low > none;
  const significant = p.interval.high < alpha - hair;
  const not = p.interval.low > alpha + hair;
  if (!(outside && not) && !(inside && significant)) return undefined;
  return `The interval ${outside ? 'leaves out' : 'holds'} ${none}, and ${asPrinted(p)} is ${significant ? 'below' : 'above'} ${showNumber(alpha)}.`;
}
