import { InputError } from '../numeric/input-error.ts';
import { type Mapping, mappingOf } from './mapping.ts';
import type { Scaling } from './scaling-rule.ts';

/**
 * A rule that names values of a picture, which is read in [0, 1]: `0..255`, `0..4095` and `bits=12` are of the stored
 * integers. A range within 0 and 1 is of the values as they are read.
 * @param bits of the picture's samples
 * @returns a mapping of the values as read, which tells its ends as stored; undefined for a rule that names no values
 * @throws InputError for a range of one value
 */
export function storedRange(rule: Scaling, bits: number, where: string): Mapping | undefined {
  const most = 2 ** bits - 1;
  if (rule.rule === 'bit-depth') return storedBits(2 ** rule.bits - 1, most, rule.bits);
  if (rule.rule !== 'range' || Math.max(Math.abs(rule.low), rule.high) <= 1) return undefined;
  const { low, high, name = 'the given range' } = rule;
  const read = { ...rule, name: `${name} of stored values`, low: low / most, high: high / most };
  return { ...mappingOf(read, { volume: [] }, where), ends: [low, high] };
}

function storedBits(peak: number, most: number, bits: number): Mapping {
  return {
    rule: `stored values divided by the largest value of ${bits} bits`,
    ends: [0, peak],
    beyond: 'refused',
    padding: null,
    apply(data, where) {
      const outside = data.find((value) => !(value >= 0 && value <= peak / most));
      if (outside === undefined) return data.map((value) => value / (peak / most));
      throw new InputError({
        where,
        expected: `stored values from 0 to ${peak}`,
        got: `${Math.round(outside * most)}`,
        remedy: 'name the scaling that fits the data',
      });
    },
  };
}
