import { InputError } from '../../../numeric/input-error.ts';
import { type Convention, keyOf } from './convention.ts';
import type { Extremes, Inferable, Observed, Reading } from './inferable.ts';
import { type Sides, type VolumeEnds, viewChoices, viewer } from './view.ts';

/** The readings that conventions need of each image, grouped by what the metric sees, so that views are made once. */
export interface ReadingPlan {
  /** Of each convention, which reading it is made from. */
  readonly readings: readonly number[];
  readonly views: readonly { readonly first: number; readonly conventions: readonly Convention[] }[];
}

/** Plans the readings of conventions; the same for the same conventions, whoever asks. */
export function planReadings(metric: Inferable, conventions: readonly Convention[]): ReadingPlan {
  const views = new Map<string, Map<string, Convention>>();
  for (const convention of conventions) {
    const view = viewKey(convention);
    const own = views.get(view) ?? new Map<string, Convention>();
    views.set(view, own);
    const reading = metric.readingOf(convention);
    if (!own.has(reading)) own.set(reading, convention);
  }
  const numbers = new Map<string, number>();
  const ordered = [...views].sort(([a], [b]) => (a < b ? -1 : 1));
  const planned = ordered.map(([view, own]) => {
    const first = numbers.size;
    for (const reading of own.keys()) numbers.set(`${view} ${reading}`, numbers.size);
    return { first, conventions: [...own.values()] };
  });
  const readings = conventions.map((one) => numbers.get(`${viewKey(one)} ${metric.readingOf(one)}`)!);
  return { readings, views: planned };
}

/**
 * All readings of one image in the order of the plan, a message in place of one that cannot be taken.
 * @param ends the extremes of both sides over the subject, for scales
 */
export async function readImagePair(
  metric: Inferable,
  { views }: ReadingPlan,
  sides: Sides,
  ends: VolumeEnds,
): Promise<readonly (Reading | string)[]> {
  const see = viewer(sides, ends);
  const all: (Reading | string)[] = [];
  for (const { conventions } of views) {
    try {
      all.push(...(await metric.read(see(conventions[0]), conventions, ends.reference)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      all.push(...conventions.map(() => error.message));
    }
  }
  return all;
}

/** What was read of one image, whose it is, and the extremes of all references of that subject. */
export interface ReadImage {
  readonly subject: string;
  readonly extremes: Extremes;
  readonly readings: readonly (Reading | string)[];
}

/** The number that each convention gives, or why it gives none. */
export function valuesOf(
  metric: Inferable,
  { readings }: ReadingPlan,
  conventions: readonly Convention[],
  images: readonly ReadImage[],
): readonly (number | string)[] {
  const columns = new Map<number, readonly Observed[] | string>();
  return conventions.map((convention, i) => {
    const column = columns.get(readings[i]) ?? columnOf(images, readings[i]);
    columns.set(readings[i], column);
    if (typeof column === 'string') return column;
    return metric.reduce(convention, column.slice(0, Number(convention.images)));
  });
}

function columnOf(images: readonly ReadImage[], reading: number): readonly Observed[] | string {
  const column: Observed[] = [];
  for (const { subject, extremes, readings } of images) {
    const own = readings[reading];
    if (typeof own === 'string') return own;
    column.push({ ...own, subject, extremes });
  }
  return column;
}

function viewKey(convention: Convention): string {
  return keyOf(convention, viewChoices);
}
