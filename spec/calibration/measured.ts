import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Asked } from './asked.ts';
import type { Measured } from './coverage.ts';

const golden = resolve(import.meta.dirname, '..', '..', 'golden');

/** What `npm run calibrate` wrote of intervals. */
export function measured(): { readonly samples: number; readonly intervals: readonly Measured[] } {
  return JSON.parse(readFileSync(join(golden, 'coverage.json'), 'utf8'));
}

/** Names an interval of a procedure that was measured. */
export type MeasuredInterval = Pick<Measured, 'procedure' | 'interval'> & Partial<Pick<Measured, 'options'>>;

/** The truth that an interval was held against in a world. */
export function measuredTruth(
  { procedure, options = {}, interval }: MeasuredInterval,
  world: string,
): number {
  const row = measured().intervals.find(
    (one) =>
      one.procedure === procedure &&
      one.interval === interval &&
      JSON.stringify(one.options) === JSON.stringify(options),
  );
  const truth = row?.worlds[world]?.truth;
  if (truth === undefined) throw new Error(`golden/coverage.json: no ${procedure} ${interval} in ${world}`);
  return truth;
}

/** The truths that a procedure's intervals were held against in a world. */
export function truthsIn(
  { procedure, options = {}, intervals }: Asked,
  world: string,
): Readonly<Record<string, number>> {
  const rows = measured().intervals.filter(
    (row) => row.procedure === procedure && JSON.stringify(row.options) === JSON.stringify(options),
  );
  return Object.fromEntries(
    Object.keys(intervals).flatMap((at) => {
      const truth = rows.find(({ interval }) => interval === at)?.worlds[world]?.truth;
      return truth === undefined ? [] : [[at, truth]];
    }),
  );
}
