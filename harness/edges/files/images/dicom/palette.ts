import { InputError } from '../../../../numeric/input-error.ts';
import type { Elements } from './elements.ts';
import { entryOf, type LookupTable, readDescriptor, readLookupTable } from './lookup-table.ts';
import type { PixelHeader } from './pixel-header.ts';
import type { Planes } from './planes.ts';
import { shortsOf } from './values.ts';

const [RED, GREEN, BLUE] = [0x00281101, 0x00281102, 0x00281103];

/**
 * The colours of palette indices (DICOM PS3.3, C.7.6.3.1.5 and C.7.9.2); one plane where all of the palette is grey.
 * @throws InputError when a table is missing or shorter than its descriptor says.
 */
export function applyPalette(
  elements: Elements,
  { signed }: PixelHeader,
  indices: Float64Array,
  where: string,
): Planes {
  const tables = [RED, GREEN, BLUE].map((tag) => readTable(elements, tag, signed, where));
  const [red, green, blue] = tables;
  const grey = red.values.every((value, i) => value === green.values[i] && value === blue.values[i]);
  const channels = grey ? 1 : 3;
  const data = new Float64Array(channels * indices.length);
  for (let c = 0; c < channels; c++) {
    for (let i = 0; i < indices.length; i++) data[c * indices.length + i] = entryOf(tables[c], indices[i]);
  }
  return { channels, data, peak: 2 ** red.bits - 1 };
}

function readTable(elements: Elements, tag: number, signed: boolean, where: string): LookupTable {
  const tags = { descriptor: tag, data: tag + 0x100, what: 'palette' };
  if (elements.get(tags.data) || !elements.get(tag + 0x120))
    return readLookupTable(elements, tags, signed, where);
  const { count, first, bits } = readDescriptor(elements, tag, signed);
  const values = expand(segmentsOf(elements, tag + 0x120, bits));
  if (values.length === count && bits >= 1 && bits <= 16) return { first, bits, values };
  throw new InputError({
    where,
    expected: `a palette of ${count} values`,
    got: `${values.length} of ${bits} bits`,
    remedy: 'copy the file again',
  });
}

function segmentsOf(elements: Elements, tag: number, bits: number): number[] {
  const { bytes } = elements.get(tag)!;
  return bits <= 8 ? [...bytes] : shortsOf(elements, tag);
}

/** Runs of values and straight lines between them (PS3.3, C.7.9.2); indirect segments are not read. */
function expand(segments: readonly number[]): number[] {
  const values: number[] = [];
  for (let at = 0; at + 2 <= segments.length && values.length <= 2 ** 16; ) {
    const [kind, length] = segments.slice(at, at + 2);
    if (kind === 0) {
      values.push(...segments.slice(at + 2, at + 2 + length));
      at += 2 + length;
    } else if (kind === 1 && values.length > 0) {
      const [from, to] = [values.at(-1)!, segments[at + 2] ?? Number.NaN];
      for (let i = 1; i <= length; i++) values.push(Math.floor(from + ((to - from) * i) / length));
      at += 3;
    } else {
      return [];
    }
  }
  return values;
}
