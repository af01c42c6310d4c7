import { type DeclaredFigure, listOf } from './declaration.ts';

/** The statistics that a figure names one by one, each with the pointer to its name in the figure. */
export function figureStatistics(figure: DeclaredFigure): readonly (readonly [string, string])[] {
  const { statistic, flip, lines, points, marks = [] } = figure;
  const places = (at: string, given: DeclaredFigure['points'] = []) =>
    given.map((place, i) => [`${at}/${i}/statistic`, place.statistic] as const);
  return [
    ...(statistic === undefined ? [] : [['/statistic', statistic] as const]),
    ...(flip === undefined ? [] : [['/flip', flip] as const]),
    ...places('/points', points),
    ...listOf(lines ?? []).flatMap((line, i) => places(`/lines/${i}/points`, line.points)),
    ...marks.flatMap(({ x, y }, i) => [[`/marks/${i}/x`, x] as const, [`/marks/${i}/y`, y] as const]),
  ];
}
