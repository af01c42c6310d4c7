import { InputError } from '../../../../numeric/input-error.ts';
import type { Elements } from './elements.ts';
import { entryOf, readLookupTable } from './lookup-table.ts';
import { type PixelHeader, storedRange } from './pixel-header.ts';
import { decimalOf, itemOf } from './values.ts';

/** From stored values to the modality's units, such as Hounsfield's (DICOM PS3.3, C.11.1). */
export interface Modality {
  apply(stored: number): number;
  /** The least and the greatest value that the stored bits, or the entries of the table, allow for. */
  readonly range?: readonly [number, number];
  /** The same where it counts from 0 in steps of 1: the largest value. */
  readonly peak: number | null;
}

/**
 * The modality's table or straight line of one frame: its own, that of all frames, or the file's.
 * @throws InputError for a line that is not finite or flat, and for a damaged table.
 */
export function modalityOf(elements: Elements, header: PixelHeader, frame: number, where: string): Modality {
  const table = itemOf(elements, 0x00283000);
  if (table) return byTable(table, header.signed, where);
  const transformation = ofFrame(elements, frame, 0x00289145) ?? elements;
  const slope = decimalOf(transformation, 0x00281053) ?? 1;
  const intercept = decimalOf(transformation, 0x00281052) ?? 0;
  if (!Number.isFinite(slope + intercept) || slope === 0) {
    throw new InputError({
      where,
      expected: 'a finite rescale slope and intercept',
      got: `${slope}, ${intercept}`,
      remedy: 'mend the header',
    });
  }
  const apply = (stored: number) => stored * slope + intercept;
  if (header.data !== 'words') return { apply, peak: null };
  const [least, most] = storedRange(header).map(apply);
  const plain = slope === 1 && intercept === 0 && !header.signed;
  return { apply, range: [Math.min(least, most), Math.max(least, most)], peak: plain ? most : null };
}

/** The first item of a functional group of one frame: in its own groups, else in those that frames share. */
export function ofFrame(elements: Elements, frame: number, group: number): Elements | undefined {
  const own = itemOf(elements, 0x52009230, frame);
  const shared = itemOf(elements, 0x52009229);
  return (own && itemOf(own, group)) ?? (shared && itemOf(shared, group));
}

function byTable(item: Elements, signed: boolean, where: string): Modality {
  const tags = { descriptor: 0x00283002, data: 0x00283006, what: 'modality table' };
  const table = readLookupTable(item, tags, signed, where);
  const peak = 2 ** table.bits - 1;
  return { apply: (stored) => entryOf(table, stored), range: [0, peak], peak };
}
