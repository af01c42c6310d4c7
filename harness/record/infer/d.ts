import { logGammaHalfStep } from '../../numeric/log-gamma.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import { studentTQuantile } from '../../numeric/student-t.ts';
import {
  add,
  agreement,
  divide,
  type Interval,
  multiply,
  point,
  showNumber,
  square,
  squareRoot,
  subtract,
} from '../interval.ts';
import { bootstrapSlack } from './ci.ts';

/** What is printed beside an effect size; each part may be missing, and with it the variants that need it. */
export interface PrintedD {
  readonly d: Interval;
  readonly n: number;
  readonly delta?: Interval;
  readonly sdDifference?: Interval;
  readonly sdFirst?: Interval;
  readonly sdSecond?: Interval;
  /** The 95 % interval of the mean difference. */
  readonly low?: Interval;
  readonly high?: Interval;
  /** The t statistic of the difference. */
  readonly t?: Interval;
}

/** A definition of a standardised mean difference. */
export type EffectDefinition = 'dz' | 'pooled' | 'dav' | 'glass-first' | 'glass-second';

/** A way of getting d, with its value from the printed figures. */
export interface DVariant {
  readonly effect: EffectDefinition;
  /** Divisor of the variance: n - 1, or n. */
  readonly ddof: 0 | 1;
  /** Whether Hedges' small-sample factor was applied. */
  readonly corrected: boolean;
  /** What the spread was taken from. */
  readonly from: 'sd' | 'interval' | 't';
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly matches: boolean;
  readonly meaning: string;
}

/** Which definitions give a printed d. */
export interface InferredD {
  readonly describedIsPossible: boolean;
  readonly variants: readonly DVariant[];
  readonly identifiable: boolean;
  readonly conclusion: string;
}

/**
 * Which definition of d gives a printed one, from the standard deviations, the interval or the t that are printed
 * with it. An interval is read as paired for d_z and as that of independent arms for the pooled d: as a percentile
 * bootstrap of 10,000 resamples with its slack, by the normal and by Student's quantile.
 */
export function inferD(printed: PrintedD, described: EffectDefinition): InferredD {
  const variants = spreadsOf(printed)
    // A spread that may round from 0 says nothing.
    .filter(({ d }) => Number.isFinite(d.low) && Number.isFinite(d.high))
    .flatMap((spread) => withConventions(printed, spread))
    .filter(({ matches }) => matches)
    .sort((a, b) => distanceFrom(a, described) - distanceFrom(b, described));
  const definitions = [...new Set(variants.map(({ effect }) => effect))];
  const possible = definitions.includes(described);
  return {
    describedIsPossible: possible,
    variants,
    identifiable: definitions.length === 1,
    conclusion: `The described definition ${possible ? 'can' : 'cannot'} give the printed value. ${definitions.length === 0 ? 'No definition that was tried can.' : definitions.length === 1 ? variants[0].meaning : `Not identifiable: ${definitions.map((one) => names[one]).join(', ')} give it.`}`,
  };
}

const RESAMPLES = 10000;

interface Spread {
  readonly effect: EffectDefinition;
  readonly from: DVariant['from'];
  /** d with variances divided by n - 1. */
  readonly d: Interval;
  readonly source: string;
}

function spreadsOf({ n, delta, sdDifference, sdFirst, sdSecond, low, high, t }: PrintedD): Spread[] {
  const spreads: Spread[] = [];
  const put = (effect: EffectDefinition, from: DVariant['from'], d: Interval, source: string) =>
    spreads.push({ effect, from, d, source });
  if (delta && sdDifference) put('dz', 'sd', divide(delta, sdDifference), 'the sd of the differences');
  if (delta && sdFirst && sdSecond) {
    const halves = multiply(point(0.5), add(square(sdFirst), square(sdSecond)));
    put('pooled', 'sd', divide(delta, squareRoot(halves)), "the arms' sds");
    put('dav', 'sd', divide(delta, multiply(point(0.5), add(sdFirst, sdSecond))), "the arms' sds");
  }
  if (delta && sdFirst) put('glass-first', 'sd', divide(delta, sdFirst), "the first arm's sd");
  if (delta && sdSecond) put('glass-second', 'sd', divide(delta, sdSecond), "the second arm's sd");
  if (delta && low && high) {
    const half = multiply(point(0.5), subtract(high, low));
    const { stretch } = bootstrapSlack(n, RESAMPLES);
    const loose = { low: Math.sqrt((n - 1) / n) * (1 - stretch), high: 1 + stretch };
    for (const [name, paired, independent, slack] of [
      ['percentile bootstrap', normalQuantile(0.975), normalQuantile(0.975), loose],
      ['normal', normalQuantile(0.975), normalQuantile(0.975), point(1)],
      ["Student's", studentTQuantile(0.975, n - 1), studentTQuantile(0.975, 2 * n - 2), point(1)],
    ] as const) {
      const sd = (q: number, arms: number) => divide(multiply(point(Math.sqrt(n / arms) / q), half), slack);
      put('dz', 'interval', divide(delta, sd(paired, 1)), `the interval read as paired (${name})`);
      put(
        'pooled',
        'interval',
        divide(delta, sd(independent, 2)),
        `the interval read as of independent arms (${name})`,
      );
    }
  }
  if (t) {
    put('dz', 't', multiply(t, point(1 / Math.sqrt(n))), 'a paired t');
    put('pooled', 't', multiply(t, point(Math.sqrt(2 / n))), 'a t of independent arms');
  }
  return spreads;
}

function withConventions({ d, n }: PrintedD, { effect, from, d: value, source }: Spread): DVariant[] {
  const df = effect === 'dz' || effect.startsWith('glass') ? n - 1 : 2 * n - 2;
  const hedges = Math.exp(logGammaHalfStep((df - 1) / 2) - 0.5 * Math.log(df / 2));
  return ([1, 0] as const).flatMap((ddof) =>
    [false, true].map((corrected) => {
      const factor = (ddof === 0 ? Math.sqrt(n / (n - 1)) : 1) * (corrected ? hedges : 1);
      const { low, high } = multiply(value, point(factor));
      const details = [
        ...(ddof === 0 ? ['variances over n'] : []),
        ...(corrected ? ["Hedges' correction"] : []),
      ];
      return {
        effect,
        ddof,
        corrected,
        from,
        low,
        high,
        value: (low + high) / 2,
        matches: agreement(d, { low, high }) !== 'differ',
        meaning: `${names[effect]}${details.length > 0 ? ` with ${details.join(' and ')}` : ''}, from ${source}: ${showNumber(low)} to ${showNumber(high)}.`,
      };
    }),
  );
}

const names: Readonly<Record<EffectDefinition, string>> = {
  dz: 'the mean difference over the sd of the differences',
  pooled: "the mean difference over the arms' pooled sd",
  dav: 'the mean difference over the mean of the two sds',
  'glass-first': "the mean difference over the first arm's sd",
  'glass-second': "the mean difference over the second arm's sd",
};

function distanceFrom({ effect, ddof, corrected }: DVariant, described: EffectDefinition): number {
  return (effect === described ? 0 : 2) + (ddof === 1 ? 0 : 0.5) + (corrected ? 0.6 : 0);
}
