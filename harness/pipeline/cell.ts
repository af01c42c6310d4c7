import { InputError } from '../numeric/input-error.ts';
import {
  type CellBlock,
  type Experiment,
  type Factor,
  factors,
  type Level,
  type SeedLevel,
} from './experiment.ts';

/** One combination of levels. */
export interface Cell {
  /** Level ids joined by `/`, in the order of the factors. */
  readonly id: string;
  readonly levels: Readonly<Record<string, string>>;
  /** The data set's role. */
  readonly dataset: string;
  readonly degradation: Level;
  readonly method: Level;
  /** The autoencoder's role, where the method has one. */
  readonly autoencoder?: string;
  /** The denoiser's role. */
  readonly denoiser?: string;
  /** The sampler's role. */
  readonly sampler?: string;
  readonly seed: SeedLevel;
}

/** The seeds of cells whose block names none. */
const firstRun: SeedLevel = { id: 'first', autoencoder: 0, denoiser: 0 };

/**
 * All cells of the experiment, with `*` standing for the profile's main data sets.
 * @throws InputError where two blocks make the same cell.
 */
export function cellsOf(
  experiment: Pick<Experiment, 'id' | 'cells'>,
  main: readonly string[],
): readonly Cell[] {
  const cells = new Map<string, Cell>();
  for (const cell of experiment.cells.flatMap((block) => blockCells(block, main))) {
    if (cells.has(cell.id)) {
      throw new InputError({
        where: `${experiment.id}: cells`,
        expected: 'every cell once',
        got: `${cell.id} twice`,
        remedy: 'take it out of one of the blocks',
      });
    }
    cells.set(cell.id, cell);
  }
  return [...cells.values()];
}

function blockCells(block: CellBlock, main: readonly string[]): readonly Cell[] {
  const datasets = new Set(block.dataset.flatMap((role) => (role === '*' ? main : [role])));
  let partial: Readonly<Partial<Record<Factor, unknown>>>[] = [...datasets].map((dataset) => ({ dataset }));
  for (const factor of factors.slice(1)) {
    const levels: readonly unknown[] | undefined = block[factor];
    if (levels) partial = partial.flatMap((cell) => levels.map((level) => ({ ...cell, [factor]: level })));
  }
  return partial.map((parts) => {
    const levels = Object.fromEntries(Object.entries(parts).map(([factor, level]) => [factor, idOf(level)]));
    const id = Object.values(levels).join('/');
    return { seed: firstRun, ...parts, id, levels } as unknown as Cell;
  });
}

function idOf(level: unknown): string {
  return typeof level === 'string' ? level : (level as { readonly id: string }).id;
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
  const shown = (found.length > 0 ? found : cells).slice(0, 4).map(({ id }) => id);
  throw new InputError({
    where,
    expected: `levels of exactly one of the ${cells.length} cells (${shown.join(', ')}${shown.length < cells.length ? ', ...' : ''})`,
    got: `${JSON.stringify(levels)}, which fits ${found.length}`,
    remedy: 'name a level of every factor that has several',
  });
}
