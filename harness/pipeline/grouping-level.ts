/** What `by` calls the groupings that a data set declares of its subjects, beside the factors of cells. */
export const groupingLevel = 'grouping';

/** The levels of cells in those of a statistic's group. */
export function cellLevels(group: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { [groupingLevel]: _, ...levels } = group;
  return levels;
}
