import type { KeyFigure } from './family.ts';
import { type Measured, measuredBySet, type StatisticsOf } from './measured-by-set.ts';

/** A key figure of a run: a row a data set, in it a number for each quantity, in their order. */
export interface FoundFigure {
  readonly id: string;
  readonly title: string;
  /** What tells the quantities from each other; empty where there is one. */
  readonly quantities: readonly string[];
  readonly rows: readonly { readonly set: string; readonly measured: readonly Measured[] }[];
}

/** The key figures that the statistics have on some data set, on those that have all of their quantities. */
export function keyFigures(
  declared: readonly KeyFigure[],
  statisticsOf: StatisticsOf,
): readonly FoundFigure[] {
  return declared.flatMap(({ id, title, of }) => {
    const found = of.map((quantity) => measuredBySet(quantity, statisticsOf));
    const sets = [...found[0].keys()].filter((set) => found.every((each) => each.has(set)));
    const rows = sets.map((set) => ({ set, measured: found.map((each) => each.get(set)!) }));
    return rows.length === 0 ? [] : [{ id, title, quantities: of.map(({ as = '' }) => as), rows }];
  });
}
