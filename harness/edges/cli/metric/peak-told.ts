import type { FileImage } from '../../files/images/file-image.ts';

/**
 * The largest value that the files say their samples can have, such as 4095 of 12 stored bits, where the caller left
 * the peak to the convention. Undefined where neither file says one, or both say different ones.
 * @param options what the caller set of the convention
 */
export function peakTold(
  convention: object,
  options: Readonly<Record<string, unknown>>,
  image: Pick<FileImage, 'peak'>,
  reference: Pick<FileImage, 'peak'>,
): number | undefined {
  const { peak } = convention as { readonly peak?: unknown };
  if (typeof peak !== 'number' || Object.hasOwn(options, 'peak')) return undefined;
  const told = [...new Set([image.peak, reference.peak].filter((value) => value !== null))];
  return told.length === 1 ? told[0] : undefined;
}
