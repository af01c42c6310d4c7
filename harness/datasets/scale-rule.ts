import { InputError } from '../numeric/input-error.ts';
import { clamping, type Mapping, mappingOf, type VolumeValues } from './mapping.ts';
import { ruleOfKind } from './rule-of-kind.ts';
import { isNeedingHeader, type ScaleRule, type Scaling } from './scaling-rule.ts';
import { storedRange } from './stored-range.ts';
import type { ValuesHeader, Window } from './values-header.ts';

/**
 * The mapping of an image's values to [0, 1] that a rule means, with what the file says about them. Padding is left
 * out where minima, maxima and percentiles are looked for; it is mapped as the rest, clamped. Of pictures, which are
 * read in [0, 1], ranges and bits are those of the stored values.
 * @param data the image's values
 * @param volume those of its volume; without one, those that the file holds of it, or the image's own
 * @throws InputError when the file says nothing of what the rule needs, or all values are the same.
 */
export function scaleMapping(
  rule: ScaleRule,
  data: Float64Array,
  header: ValuesHeader,
  where: string,
  volume: VolumeValues | undefined = header.volume && [header.volume],
): Mapping {
  if (!isNeedingHeader(rule)) return ofValues(rule, data, header, where, volume);
  switch (rule.rule) {
    case 'auto':
      return scaleMapping(ruleOfKind(header), data, header, where, volume);
    case 'stored-range': {
      const range = header.bits === null ? header.range : ([0, 1] as const);
      if (range) return clamping('range of the type or of the stored bits', range, null);
      throw refused(where, 'the range of its type or stored bits', 'bits=N, or another rule');
    }
    case 'header-window':
      return shown(header, rule.nth, where);
  }
}

/** Whether a rule looks at the volume of such an image. */
export function looksAtVolume(rule: ScaleRule, header: ValuesHeader): boolean {
  const { rule: name } = rule.rule === 'auto' ? ruleOfKind(header) : rule;
  return name.startsWith('volume');
}

/** Of a volume whose slices are scaled one after another, the ends are looked for once. */
const ofVolumes = new WeakMap<object, Map<string, Mapping>>();

function ofValues(
  rule: Scaling,
  data: Float64Array,
  { padding, bits }: ValuesHeader,
  where: string,
  volume: VolumeValues | undefined,
): Mapping {
  const stored = bits === null ? undefined : storedRange(rule, bits, where);
  if (stored) return stored;
  const looked = { slice: data, volume: volume ?? [data], ...(padding && { padding }) };
  // An image that is no slice of a volume is its own.
  if (volume === undefined)
    return mappingOf({ ...rule, rule: rule.rule.replace(/^volume/, 'slice') } as Scaling, looked, where);
  if (!rule.rule.startsWith('volume')) return mappingOf(rule, looked, where);
  const whole = (Array.isArray(volume) && volume.length === 1 ? volume[0] : volume) as object;
  const known = ofVolumes.get(whole) ?? new Map<string, Mapping>();
  ofVolumes.set(whole, known);
  const key = JSON.stringify([rule, padding]);
  const mapping = known.get(key) ?? mappingOf(rule, looked, where);
  known.set(key, mapping);
  return mapping;
}

function shown(header: ValuesHeader, nth: number | undefined, where: string): Mapping {
  const { display, window, windows = window ? [window] : [] } = header;
  if (display && nth === undefined) {
    const { name, entries, at } = display;
    return {
      rule: `table of the header${name === undefined ? '' : ` (${name})`}, ${entries} entries`,
      ends: null,
      beyond: 'clamped',
      padding: null,
      apply: (data) => data.map(at),
    };
  }
  const chosen = windows[(nth ?? 1) - 1];
  if (!chosen) {
    const what = nth === undefined ? 'a window or table' : `a window ${nth}`;
    throw refused(where, what, 'window=CENTRE,WIDTH, or another rule');
  }
  const place = windows.length > 1 ? [`${nth ?? 1} of ${windows.length}`] : [];
  const which = [...place, ...(chosen.name === undefined ? [] : [chosen.name])].join(', ');
  return ofWindow(chosen, `window of the header${which && ` (${which})`}`);
}

/** DICOM PS3.3, C.11.2.1.2 and C.11.2.1.3. */
function ofWindow({ center, width, shape }: Window, which: string): Mapping {
  const rule = `${which}, ${shape}`;
  if (shape === 'sigmoid') {
    return {
      rule: `${rule}, centre ${center}, width ${width}`,
      ends: null,
      beyond: 'clamped',
      padding: null,
      apply: (data) => data.map((value) => 1 / (1 + Math.exp((-4 * (value - center)) / width))),
    };
  }
  const [middle, half] = shape === 'linear' ? [center - 0.5, (width - 1) / 2] : [center, width / 2];
  return clamping(rule, [middle - half, middle + half], null);
}

function refused(where: string, expected: string, remedy: string): InputError {
  return new InputError({
    where,
    expected: `a file that states ${expected}`,
    got: 'one that does not',
    remedy: `name --scale ${remedy}`,
  });
}
