import type { ScaleRule } from './scaling-rule.ts';
import type { ValuesHeader } from './values-header.ts';

/** For CT whose header names no window, in HU. */
const softTissue: ScaleRule = {
  rule: 'range',
  low: -160,
  high: 240,
  name: 'soft tissue, the default for CT without a window',
};

const percentiles: ScaleRule = { rule: 'volume-percentile', low: 0.5, high: 99.5 };

/** Scanners whose values have no scale of their own: magnetic resonance, emission tomography. */
const arbitrary = /^(MR|MA|PT|NM)$/;

/**
 * The rule that fits the kind of an image where none is named. Pictures and integers of full range: the range of
 * their type. CT: the window of the header, else soft tissue. Magnetic resonance and emission tomography: percentiles
 * 0.5 to 99.5 of the volume. Radiographs and other DICOM: the table or window of the header, else the range of the
 * stored bits. Volumes that do not say what they are: the same percentiles. Other numbers must be in [0, 1] already.
 */
export function ruleOfKind({ bits, modality, window, display, range, volume }: ValuesHeader): ScaleRule {
  if (bits !== null) return { rule: 'stored-range' };
  if (modality !== undefined && arbitrary.test(modality)) return percentiles;
  if (window || display) return { rule: 'header-window' };
  if (modality === 'CT') return softTissue;
  if (range) return { rule: 'stored-range' };
  return volume ? percentiles : { rule: 'unit' };
}
