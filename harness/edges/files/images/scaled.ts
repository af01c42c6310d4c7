import type { Mapping, VolumeValues } from '../../../datasets/mapping.ts';
import { scaleMapping } from '../../../datasets/scale-rule.ts';
import type { ScaleRule } from '../../../datasets/scaling-rule.ts';
import { assertBitsUsed } from './bits-used.ts';
import type { FileImage } from './file-image.ts';

/** What was done to values, for answers. */
export type AppliedScale = Omit<Mapping, 'apply'>;

/**
 * The image of a file in [0, 1] by a rule, and what the rule came to; as it is without a rule.
 * @param volume all values of the volume that it belongs to, where the file does not hold them itself
 * @throws InputError where the file does not say what the rule needs, or values lie beyond a range that refuses them;
 * by the rule `auto`, where its 16 bits are not used.
 */
export function scaled(
  file: FileImage,
  rule: ScaleRule | undefined,
  where: string,
  volume?: VolumeValues,
): { readonly file: FileImage; readonly scale?: AppliedScale } {
  if (rule === undefined) return { file };
  if (rule.rule === 'auto') assertBitsUsed(file, where);
  const mapping = scaleMapping(rule, file.image.data, file, where, volume);
  return { file: mapped(file, mapping, where), scale: appliedOf(mapping) };
}

/** The image of a file after a mapping; what the file said about its values is true of it no more. */
function mapped({ image, bits }: FileImage, mapping: Mapping, where: string): FileImage {
  return { image: { ...image, data: mapping.apply(image.data, where) }, peak: 1, bits };
}

/**
 * Images that are compared, brought to [0, 1] by one mapping, so that no difference between them is lost: that of the
 * first, the reference. Pictures beside a reference of another kind are in [0, 1] already and are left as they are.
 * @throws InputError as {@link scaled} does.
 */
export function scaledTogether<Read extends FileImage>(
  files: readonly Read[],
  rule: ScaleRule,
  where: string,
): { readonly files: readonly Read[]; readonly scale: AppliedScale; readonly left: readonly Read[] } {
  const [first] = files;
  if (rule.rule === 'auto') for (const file of files) assertBitsUsed(file, where);
  const mapping = scaleMapping(rule, first.image.data, first, where);
  const isLeft = (file: Read) => first.bits === null && file.bits !== null;
  return {
    files: files.map((file) => (isLeft(file) ? file : { ...file, ...mapped(file, mapping, where) })),
    scale: appliedOf(mapping),
    left: files.filter(isLeft),
  };
}

function appliedOf({ rule, ends, beyond, padding }: Mapping): AppliedScale {
  return { rule, ends, beyond, padding };
}

/** In words: `window of the header, linear (-160 to 239 become 0 to 1, clamped)`. */
export function scaleText({ rule, ends, beyond, padding }: AppliedScale): string {
  const becomes = ends ? `${ends.map(short).join(' to ')} become 0 to 1, ` : '';
  const [low, high] = padding ?? [];
  const left =
    padding === null ? '' : `; padding ${low === high ? low : `${low} to ${high}`} left out of the search`;
  return `${rule} (${becomes}beyond ${beyond}${left})`;
}

/** What a rule came to over many images. */
export interface ScaleSummary {
  readonly rule: string;
  readonly images: number;
  /** The values that became 0 and 1: the least and the greatest of each; null where the mapping is no straight line. */
  readonly zero: readonly [number, number] | null;
  readonly one: readonly [number, number] | null;
  readonly beyond: AppliedScale['beyond'];
  /** Images with padding that was left out of the search. */
  readonly padded: number;
}

/** What rules came to over images, by rule, in the order in which they come. */
export function scaleSummaries(scales: readonly AppliedScale[]): readonly ScaleSummary[] {
  const rules = [...new Set(scales.map(({ rule }) => rule))];
  return rules.map((rule) => {
    const own = scales.filter((scale) => scale.rule === rule);
    const ends = own.flatMap((scale) => (scale.ends ? [scale.ends] : []));
    const span = (at: 0 | 1) =>
      [Math.min(...ends.map((e) => e[at])), Math.max(...ends.map((e) => e[at]))] as const;
    const straight = ends.length > 0;
    return {
      rule,
      images: own.length,
      zero: straight ? span(0) : null,
      one: straight ? span(1) : null,
      beyond: own[0]!.beyond,
      padded: own.filter(({ padding }) => padding !== null).length,
    };
  });
}

/** In words: `13 images by window of the header, linear (-160 to 239 become 0 to 1, beyond clamped)`. */
export function summaryText({ rule, images, zero, one, beyond, padded }: ScaleSummary): string {
  const among = ([low, high]: readonly [number, number]) =>
    low === high ? short(low) : `${short(low)} .. ${short(high)}`;
  const becomes = zero && one ? `${among(zero)} becomes 0, ${among(one)} becomes 1, ` : '';
  const left = padded === 0 ? '' : `; padding left out of the search in ${padded}`;
  return `${images} image${images === 1 ? '' : 's'} by ${rule} (${becomes}beyond ${beyond}${left})`;
}

function short(value: number): string {
  return `${Number(value.toPrecision(6))}`;
}
