import { InputError } from '../numeric/input-error.ts';
import type { Experiment, Level } from './experiment.ts';

/** One combination of levels. */
export interface Cell {
  /** Level ids joined by `/`, in the order of the factors. */
  readonly id: string;
  readonly levels: Readonly<Record<string, string>>;
  readonly dataset: string;
  readonly degradation: Level;
  readonly method: Level;
}

/** All combinations of the experiment's levels, with `*` standing for the profile's data sets. */
export function cellsOf(experiment: Experiment, profileDatasets: readonly string[]): readonly Cell[] {
  const datasets = experiment.cells.dataset.flatMap((id) => (id === '*' ? profileDatasets : [id]));
  const cells: Cell[] = [];
  for (const dataset of new Set(datasets)) {
    for (const degradation of experiment.cells.degradation) {
      for (const method of experiment.cells.method) {
        const levels = { dataset, degradation: degradation.id, method: method.id };
        cells.push({ id: Object.values(levels).join('/'), levels, dataset, degradation, method });
      }
    }
  }
  return cells;
}

/**
 * The one cell with these levels.
 * @throws InputError when none or several cells have them.
 */
export function cellWith(
  cells: readonly Cell[],
  levels: Readonly<Record<string, string>>,
  where: string,
): Cell {
  const found = cells.filter((cell) =>
    Object.entries(levels).every(([factor, level]) => cell.levels[factor] === level),
  );
  if (found.length === 1) return found[0]!;
  throw new InputError({
    where,
    expected: `levels of exactly one cell of ${cells.map((cell) => cell.id).join(', ')}`,
    got: `${JSON.stringify(levels)}, which fits ${found.length}`,
    remedy: 'name a level of every factor that has several',
  });
}
