import type { Arm } from './arm.ts';
import { subjectsOf } from './subject-pattern.ts';

/**
 * The arms with the subjects of their images: as the arms of a data set that name subjects have them, or by pattern.
 * @param pattern the caller's, as of `subjectsOf`
 */
export function clusteredArms(
  arms: readonly Omit<Arm, 'clusterOf'>[],
  pattern: string | undefined,
): readonly Arm[] {
  return arms.map((arm) => {
    const sets = arms.filter(({ dataset }) => dataset === arm.dataset).map(({ set }) => set);
    return { ...arm, clusterOf: subjectsOf(pattern, sets) };
  });
}
