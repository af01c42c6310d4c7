import type { Cell } from '../../pipeline/cell.ts';
import { type Arm, unnamed } from './arm.ts';
import type { Imported, Levels } from './imported.ts';

/** A score of a cell that no arm has. */
interface Lacking {
  readonly cell: Cell;
  readonly score: string;
  /** The arm that fills the cell without the score. */
  readonly arm?: Arm;
  /** Whether an arm has the score and the cell's levels, but for the data set. */
  readonly elsewhere: boolean;
}

/** What would have to be given, in one sentence: the data sets, and the scores of which arms. */
export function needOf(lacking: readonly Lacking[], imported: Imported, given: readonly string[]): string {
  const absent = (cell: Cell) => !given.includes(cell.dataset);
  const datasets = [...new Set(lacking.flatMap(({ cell }) => (absent(cell) ? [cell.dataset] : [])))];
  const named = `scores of ${datasets.join(' and ')} (--dataset NAME, or dataset=NAME in --arm)`;
  const whose = new Map<string, Set<string>>();
  for (const one of lacking) {
    if (absent(one.cell) && one.elsewhere) continue;
    const source = one.arm?.name ?? armOf(one.cell, imported, absent(one.cell) ? [one.cell.dataset] : given);
    whose.set(source, (whose.get(source) ?? new Set()).add(one.score));
  }
  const scores = new Map<string, string[]>();
  for (const [source, names] of whose) {
    const key = [...names].join(', ');
    scores.set(key, [...(scores.get(key) ?? []), source]);
  }
  return `needs ${[...(datasets.length > 0 ? [named] : []), ...[...scores].map(scoresOf)].join('; ')}`;
}

const most = 3;

function scoresOf([names, sources]: readonly [string, readonly string[]]): string {
  const more = sources.length > most ? ` and ${sources.length - most} more` : '';
  const option = sources.some((source) => source.startsWith("'")) ? " (--arm 'LEVELS:FILE')" : '';
  return `${names} of ${sources.slice(0, most).join(', ')}${more}${option}`;
}

/** The levels that an arm must be given, or the name of one that is declared. */
function armOf(
  { levels, dataset }: Cell,
  { assumed, first, second }: Imported,
  given: readonly string[],
): string {
  const own = Object.entries(levels).filter(
    ([factor, level]) => factor !== 'dataset' && assumed[factor] !== level,
  );
  const one = given.length === 1 && given[0] === dataset;
  const pair = [first, second].find((arm) => same(arm.levels, Object.fromEntries(own)));
  if (one && pair) return pair.name;
  const where = one || dataset === unnamed ? [] : [['dataset', dataset]];
  return `'${[...where, ...own].map(([factor, level]) => `${factor}=${level}`).join(',')}'`;
}

function same(a: Levels, b: Levels): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
