import { InputError } from '../../../../numeric/input-error.ts';
import type { Elements } from './elements.ts';
import { shortsOf } from './values.ts';

/** A table of a DICOM file: the input of its first entry, the bits of an entry, and the entries. */
export interface LookupTable {
  readonly first: number;
  readonly bits: number;
  readonly values: readonly number[];
}

/**
 * A table by its descriptor and its data (DICOM PS3.3, C.11.1.1 and C.11.2.1.1). Entries of 8 bits are packed, or each
 * in a word.
 * @param what it is called in messages
 * @param signed whether inputs have a sign, where the descriptor does not say
 * @throws InputError when it has fewer entries than its descriptor says.
 */
export function readLookupTable(
  elements: Elements,
  { descriptor, data, what }: { readonly descriptor: number; readonly data: number; readonly what: string },
  signed: boolean,
  where: string,
): LookupTable {
  const { count, first, bits } = readDescriptor(elements, descriptor, signed);
  const bytes = elements.get(data)?.bytes ?? new Uint8Array();
  const packed = bits <= 8 && bytes.length < 2 * count;
  const values = packed ? [...bytes.subarray(0, count)] : shortsOf(elements, data).slice(0, count);
  if (values.length === count && bits >= 1 && bits <= 16) return { first, bits, values };
  throw new InputError({
    where,
    expected: `a ${what} of ${count} values`,
    got: `${values.length} of ${bits} bits`,
    remedy: 'copy the file again',
  });
}

/** Number of entries, where 0 stands for 65536, first input and bits. */
export function readDescriptor(
  elements: Elements,
  tag: number,
  signed: boolean,
): { readonly count: number; readonly first: number; readonly bits: number } {
  const [count = 0, , bits = 0] = shortsOf(elements, tag);
  const { vr } = elements.get(tag) ?? {};
  const first = shortsOf(elements, tag, { signed: vr === 'SS' || (vr !== 'US' && signed) })[1] ?? 0;
  return { count: count || 2 ** 16, first, bits };
}

/** The entry of an input; beyond the table, that of its nearest end. */
export function entryOf({ first, values }: LookupTable, input: number): number {
  return values[Math.min(values.length - 1, Math.max(0, Math.floor(input - first)))];
}
