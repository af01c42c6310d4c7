import { cropBorder } from '../../../metrics/crop-border.ts';
import type { Metric, MetricInput, Score, Scored } from '../../../metrics/metric.ts';
import type { Image } from '../../../numeric/image.ts';
import { assertComparableFiles, assertSameSize } from '../../files/images/comparable.ts';
import { peakTold } from './peak-told.ts';
import { type Preparation, type Prepared, preparedPair, type ReadFile } from './prepared-images.ts';

/** What is read for a score: an image, and what it is compared with. */
export const roles = ['image', 'reference', 'floor', 'commonFloor', 'mask'] as const;
export type Role = (typeof roles)[number];

/** The files of one score. */
export type FilesOf = { readonly image: ReadFile } & Readonly<Partial<Record<MetricInput, ReadFile>>>;

/** A score, the convention that it was taken under and what was done to its images before. */
export interface PairScore {
  readonly score: Score;
  readonly convention: object;
  readonly told: Prepared;
}

/**
 * A metric on the files of one image, prepared together.
 * @param options what the caller set of the convention; the files' own peak counts where it is not among them
 * @throws InputError where they cannot be compared.
 */
export function scorePair(
  metric: Metric,
  options: Readonly<Record<string, unknown>>,
  files: FilesOf,
  preparation: Preparation,
): PairScore & { readonly scored: Scored } {
  const compared = (['reference', 'floor', 'commonFloor'] as const).filter((role) => files[role]);
  const { files: ready, told } = preparedPair(
    [files.image, ...compared.map((role) => files[role]!)],
    preparation,
  );
  const [image, ...others] = ready;
  let convention = metric.resolve(options);
  const images: Partial<Record<MetricInput, Image>> = {};
  for (const [i, role] of compared.entries()) {
    const other = others[i];
    const peak = role === 'reference' ? peakTold(convention, options, image, other) : undefined;
    if (peak !== undefined) convention = metric.resolve({ ...options, peak });
    assertComparableFiles(convention, options)(image, other);
    images[role] = other.image;
  }
  if (files.mask) {
    assertSameSize(files.mask, files.image);
    images.mask = cropBorder(files.mask.image, preparation.cropBorder, files.mask.path);
  }
  const scored = { image: image.image, reference: image.image, ...images };
  return { score: metric.compute(scored, convention), convention, told, scored };
}
