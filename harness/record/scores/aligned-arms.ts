import { InputError } from '../../numeric/input-error.ts';
import type { Arm } from './arm.ts';
import { assertSameUnits, measuredIn } from './same-units.ts';
import { restrictTo } from './score-set.ts';

/**
 * The arms of each data set on the same images.
 * @param common leaves out the images that an arm of the data set lacks
 * @throws InputError where two arms are the same, their units differ, or their images do (unless `common`).
 */
export function alignedArms(arms: readonly Arm[], common: boolean): readonly Arm[] {
  const seen = new Map<string, Arm>();
  for (const arm of arms) {
    const is = JSON.stringify([arm.dataset, Object.entries(arm.levels).sort()]);
    const before = seen.get(is);
    if (before) throw differ(`${before.set.name} and ${arm.set.name}`, 'arms of different levels', arm.name);
    seen.set(is, arm);
  }
  for (const { dataset, set } of arms) {
    const sets = arms.filter((one) => one.dataset === dataset).map((one) => one.set);
    for (const score of set.scores.keys()) assertSameUnits(measuredIn(sets, score));
  }
  return arms.map((arm) => {
    const others = arms.filter(({ dataset }) => dataset === arm.dataset).map(({ set }) => new Set(set.ids));
    const kept = new Set(arm.set.ids.filter((id) => others.every((ids) => ids.has(id))));
    if (kept.size === arm.set.ids.length) return arm;
    if (common && kept.size > 0) return { ...arm, set: restrictTo(arm.set, kept) };
    const id = arm.set.ids.find((one) => !kept.has(one));
    throw differ(arm.set.name, 'the same ids in all arms of a data set', `${id}, which another lacks`);
  });
}

function differ(where: string, expected: string, got: string): InputError {
  return new InputError({
    where,
    expected,
    got,
    remedy: 'name what differs, or compare what is common with --common',
  });
}
