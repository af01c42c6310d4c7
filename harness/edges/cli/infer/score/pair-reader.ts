import type { ScaleRule } from '../../../../datasets/scaling-rule.ts';
import type { Image } from '../../../../numeric/image.ts';
import { assertFinite } from '../../../../numeric/image.ts';
import type { Sides } from '../../../../record/infer/score/view.ts';
import { imageAt, keepingLast, type Opening } from '../../../files/images/collection/open-found.ts';
import type { FileImage } from '../../../files/images/file-image.ts';
import { scaledTogether } from '../../../files/images/scaled.ts';
import type { ScoreTask } from '../../metric/folder-tasks.ts';

/** What all images of a search have done to them first, as plain data. */
export interface CommonScale {
  readonly rule: ScaleRule | null;
  /** What values are divided by, so that the largest that a sample can have becomes 1. */
  readonly unit: number;
}

/** The files of one task, scaled alike: the true image, the scored one, and a reconstruction where there is one. */
export type ReadFiles = {
  readonly image: FileImage;
  readonly reference: FileImage;
  readonly floor?: FileImage;
};

/** Reads the files of tasks by a rule for all of them; of each role the last file stays open. */
export function filesReader(rule: ScaleRule | null): (task: ScoreTask) => Promise<ReadFiles> {
  const opened = new Map<string, Opening>();
  return async ({ files }) => {
    const roles = ['reference', 'image', 'floor'] as const;
    const there = roles.filter((role) => files[role]);
    const read: FileImage[] = [];
    for (const role of there) {
      const opening = opened.get(role) ?? keepingLast();
      opened.set(role, opening);
      const file = await imageAt(files[role]!, opening);
      assertFinite(files[role]!.path, file.image);
      read.push(file);
    }
    const scaled = rule ? scaledTogether(read, rule, files.reference!.path).files : read;
    return Object.fromEntries(there.map((role, i) => [role, scaled[i]])) as unknown as ReadFiles;
  };
}

/** The sides of a pair in units of what stands for 1. */
export function sidesOf({ image, reference, floor }: ReadFiles, unit: number): Sides {
  const inUnits = ({ image: own }: FileImage): Image =>
    unit === 1 ? own : { ...own, data: own.data.map((value) => value / unit) };
  return {
    image: inUnits(image),
    reference: inUnits(reference),
    ...(floor && { reconstruction: inUnits(floor) }),
  };
}
