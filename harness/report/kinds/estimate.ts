import { valueAt } from '../../claims/json-pointer.ts';
import { InputError } from '../../numeric/input-error.ts';
import { type Unit, unitAt } from '../../numeric/unit.ts';
import type { StatisticResult } from '../../pipeline/compute-statistics.ts';

/** A number with the ends of its interval, and their unit. */
export interface Estimated {
  readonly value: number;
  readonly unit: Unit;
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
 * @throws InputError when there is none, one of them is not finite, or they are in different units.
 */
export function estimateOf(
  { id, result, units }: StatisticResult,
  { value, interval }: Pointers = {},
): Estimated {
  const first = (pointers: readonly string[]) =>
    pointers.find((pointer) => valueAt(result, pointer) !== undefined) ?? '';
  const centre = first(value === undefined ? ['/mean', '/median', '/value'] : [value]);
  const ends = first(interval === undefined ? ['/ci95', '/ci90'] : [interval]);
  const [number, low, high] = [centre, `${ends}/0`, `${ends}/1`].map((pointer) => valueAt(result, pointer));
  if (isNumber(number) && isNumber(low) && isNumber(high)) {
    const unit = oneUnitOf([unitAt(units, centre), unitAt(units, ends)], `figure: statistic ${id}`);
    return { value: number, unit, low, high };
  }
  throw new InputError({
    where: `figure: statistic ${id}`,
    expected: 'a finite number with its interval',
    got: Object.keys(result).join(', '),
    remedy: 'draw a statistic that has both, or say where in its result they are (value, interval)',
  });
}

/** The unit that all have. @throws InputError naming two that differ. */
export function oneUnitOf(units: readonly Unit[], where: string): Unit {
  const [first = '1', ...rest] = units;
  const other = rest.find((unit) => unit !== first);
  if (other === undefined) return first;
  const named = (unit: Unit) => (unit === '1' ? 'plain numbers' : unit);
  throw new InputError({
    where,
    expected: 'numbers of one unit',
    got: `${named(first)} and ${named(other)}`,
    remedy: 'draw each unit in a figure of its own, or correct the pointers',
  });
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** What the ends of a statistic's interval are, in words, with what was drawn: of one subject that is its images. */
export function intervalText({ procedure, options, subjects }: StatisticResult): string {
  const units = subjects > 1 ? 'subjects' : 'images of the one subject';
  if (procedure === 'bootstrap') {
    const kind = options['interval'] === 'bca' ? 'BCa' : String(options['interval']);
    const scheme = String(options['scheme']);
    return `95 % ${kind} bootstrap intervals (${scheme === 'subject' ? units : drawn[scheme]} drawn)`;
  }
  return others[procedure]?.replace('{units}', units) ?? `95 % intervals (${procedure})`;
}

const drawn: Readonly<Record<string, string>> = {
  paired: 'images',
  independent: 'the images of each arm',
  cluster: 'subjects',
};

const others: Readonly<Record<string, string>> = {
  summary: "Student's 95 % intervals",
  equivalence: '90 % intervals, as the equivalence test needs them',
  replicates: '95 % percentile intervals over bootstrap resamples of the images',
  screening: '95 % percentile intervals ({units} drawn, choosing anew in each draw)',
  correlation: "95 % intervals of the coefficient (Fisher's, or Bonett and Wright's for ranks)",
  ratio: '95 % bootstrap intervals of the ratio ({units} drawn)',
  compare: "the procedures' own 95 % intervals",
  share: '95 % exact intervals of a share, by {units} where they repeat',
  clustered: '95 % cluster-robust intervals',
};
