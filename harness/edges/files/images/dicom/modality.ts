import { InputError } from '../../../../numeric/input-error.ts';
import type { Elements } from './elements.ts';
import type { PixelHeader } from './pixel-header.ts';
import { decimalOf, itemOf, shortOf, shortsOf } from './values.ts';

/** From stored values to the modality's units, such as Hounsfield's (DICOM PS3.3, C.11.1). */
export interface Modality {
  apply(stored: number): number;
  /** The largest value that can come out, where the smallest is 0. */
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
  const plain = slope === 1 && intercept === 0 && !header.signed && header.data === 'words';
  return { apply: (stored) => stored * slope + intercept, peak: plain ? 2 ** header.stored - 1 : null };
}

/** The first item of a functional group of one frame: in its own groups, else in those that frames share. */
export function ofFrame(elements: Elements, frame: number, group: number): Elements | undefined {
  const own = itemOf(elements, 0x52009230, frame);
  const shared = itemOf(elements, 0x52009229);
  return (own && itemOf(own, group)) ?? (shared && itemOf(shared, group));
}

function byTable(item: Elements, signed: boolean, where: string): Modality {
  const [count = 0, , bits = 16] = shortsOf(item, 0x00283002);
  const first = shortsOf(item, 0x00283002, { signed })[1] ?? 0;
  const values = shortsOf(item, 0x00283006).slice(0, count || 2 ** 16);
  if (values.length !== (count || 2 ** 16) || shortOf(item, 0x00283006) === undefined) {
    throw new InputError({
      where,
      expected: `a modality table of ${count || 2 ** 16} values`,
      got: `${values.length}`,
      remedy: 'copy the file again',
    });
  }
  const last = values.length - 1;
  return { apply: (stored) => values[Math.min(last, Math.max(0, stored - first))], peak: 2 ** bits - 1 };
}
