import type { Evidence, Reach } from './evidence.ts';

/**
 * On what part of the data sets a verdict rests, where that is not the whole of them: "40 of 120 images of knees".
 * @param used the statistics that decided it; those whose group names no data set are of all
 */
export function shortfalls(used: readonly Evidence[], reach: readonly Reach[]): readonly string[] {
  const among = reach.filter(({ role }) => used.some(({ group }) => namesOrNone(group, role, reach)));
  return among.flatMap(({ role, dataset, images, whole }) => {
    const subjects = used
      .filter(({ group }) => Object.values(group).includes(role))
      .map((one) => one.subjects);
    const least = Math.min(...subjects);
    if (images < whole.images) return [`${images} of ${whole.images} images of ${dataset}`];
    if (whole.subjects !== undefined && least < whole.subjects) {
      return [`${least} of ${whole.subjects} subjects of ${dataset}`];
    }
    return [];
  });
}

function namesOrNone(group: Evidence['group'], role: string, reach: readonly Reach[]): boolean {
  const levels = Object.values(group);
  return levels.includes(role) || !reach.some((other) => levels.includes(other.role));
}
