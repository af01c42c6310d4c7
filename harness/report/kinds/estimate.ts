import { valueAt } from '../../claims/json-pointer.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { StatisticResult } from '../../pipeline/stages/statistics.ts';

/** A number with the ends of its interval. */
export interface Estimated {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Where in a result a figure finds its number and interval. */
export interface Pointers {
  /** JSON pointer to the number. */
  readonly value?: string;
  /** JSON pointer to `[low, high]`. */
  readonly interval?: string;
}

/**
 * The number of a result with its interval: at the pointers given, else the mean, median or value with its 95 %
 * interval, or the 90 % one of an equivalence test.
 * @throws InputError when there is none, or one of them is not finite.
 */
export function estimateOf({ id, result }: StatisticResult, { value, interval }: Pointers = {}): Estimated {
  const first = (pointers: readonly string[]) =>
    pointers.map((pointer) => valueAt(result, pointer)).find((found) => found !== undefined);
  const centre = first(value === undefined ? ['/mean', '/median', '/value'] : [value]);
  const ends = first(interval === undefined ? ['/ci95', '/ci90'] : [interval]);
  const [low, high] = [valueAt(ends, '/0'), valueAt(ends, '/1')];
  if (isNumber(centre) && isNumber(low) && isNumber(high)) return { value: centre, low, high };
  throw new InputError({
    where: `figure: statistic ${id}`,
    expected: 'a finite number with its interval',
    got: Object.keys(result).join(', '),
    remedy: 'draw a statistic that has both, or say where in its result they are (value, interval)',
  });
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** What the ends of a statistic's interval are, in words. */
export function intervalText({ procedure, options }: StatisticResult): string {
  if (procedure === 'bootstrap') {
    const kind = options['interval'] === 'bca' ? 'BCa' : String(options['interval']);
    return `95 % ${kind} bootstrap intervals (${drawn[String(options['scheme'])]} drawn)`;
  }
  return others[procedure] ?? `95 % intervals (${procedure})`;
}

const drawn: Readonly<Record<string, string>> = {
  paired: 'images',
  independent: 'the images of each arm',
  cluster: 'subjects',
  subject: 'subjects',
};

const others: Readonly<Record<string, string>> = {
  summary: "Student's 95 % intervals",
  equivalence: '90 % intervals, as the equivalence test needs them',
  replicates: '95 % percentile intervals over bootstrap resamples of the images',
  screening: '95 % percentile intervals (subjects drawn, choosing anew in each draw)',
  correlation: "95 % intervals of the coefficient (Fisher's, or Bonett and Wright's for ranks)",
  ratio: '95 % bootstrap intervals of the ratio (subjects drawn)',
  compare: "the procedures' own 95 % intervals",
  clustered: '95 % cluster-robust intervals',
};
