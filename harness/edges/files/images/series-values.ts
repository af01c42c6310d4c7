import { type CountedValues, countValues } from '../../../datasets/counted-values.ts';
import { looksAtVolume } from '../../../datasets/scale-rule.ts';
import type { ScaleRule } from '../../../datasets/scaling-rule.ts';
import { readBytes } from '../read-bytes.ts';
import { openDicom } from './dicom/decode-dicom.ts';
import { formatOf } from './format.ts';

/**
 * The values of all files of each DICOM series, counted, for rules that look at the whole volume; series that the rule
 * does not look at so are not decoded.
 * @throws InputError when a file is damaged.
 */
export async function seriesValues(
  paths: Iterable<string>,
  rule: ScaleRule,
): Promise<ReadonlyMap<string, CountedValues>> {
  const series = new Map<string, Map<number, number>>();
  for (const path of paths) {
    const bytes = await readBytes(path);
    if (formatOf(path, bytes) !== 'DICOM') continue;
    const { frames, scanned, at } = openDicom(bytes, path);
    if (scanned.series === undefined || !looksAtVolume(rule, { bits: null, ...scanned })) continue;
    const counted = series.get(scanned.series) ?? new Map<number, number>();
    series.set(scanned.series, counted);
    for (let frame = 0; frame < frames; frame++) countValues(counted, (await at(frame)).image.data);
  }
  return series;
}
