import { parseLevels } from '../../language/contrast/levels.ts';
import type { Vocabulary } from '../../language/contrast/vocabulary.ts';
import type { FigureDeclaration } from '../experiment.ts';
import { type DeclaredFigure, type DeclaredStatistic, listOf, type PlaceOf } from './declaration.ts';
import { figureStatistics } from './figure-statistics.ts';
import { resolveListed } from './resolve-listed.ts';
import { resolveWhere } from './resolve-statistic.ts';

/** A figure with its statistics listed and labelled, and its cells as levels by factor. */
export function resolveFigure(
  declared: DeclaredFigure,
  pointer: string,
  statistics: readonly DeclaredStatistic[],
  vocabulary: Vocabulary,
  placeOf: PlaceOf,
): FigureDeclaration {
  const { where, lanes, axis, lines, statistics: listed, ...rest } = declared;
  const { kind } = rest;
  for (const [at, statistic] of figureStatistics(declared)) {
    resolveListed({ statistic }, placeOf(pointer + at), statistics);
  }
  return {
    ...rest,
    ...(where !== undefined && { where: resolveWhere(where) }),
    ...(lanes !== undefined && { lanes: listOf(lanes) }),
    ...(axis !== undefined && {
      axis: typeof axis === 'string' && !byNumbers.includes(kind) ? { title: axis } : axis,
    }),
    ...(listed !== undefined && {
      statistics: listOf(listed).flatMap((entry, i) =>
        resolveListed(entry, placeOf(`${pointer}/statistics/${i}`), statistics),
      ),
    }),
    ...(lines !== undefined && {
      lines: listOf(lines).map(({ cell, ...line }, i) => {
        const where = placeOf(`${pointer}/lines/${i}/cell`);
        return {
          ...line,
          ...(cell !== undefined && { cell: parseLevels({ text: cell, where }, vocabulary) }),
        };
      }),
    }),
  };
}

/** Kinds whose axis is of computed numbers and has but a title. */
const byNumbers: readonly string[] = ['bars', 'forest', 'subgroups'];
