import { statSync } from 'node:fs';
import { InputError } from '../../../numeric/input-error.ts';
import { type Place, placeIn, placesMeant, type Span } from './place.ts';
import { type Plane, planes } from './world-plane.ts';

/** Which image of a file that holds several is meant. Everything is counted from 0. */
export interface Selection {
  /** A frame of DICOM, or a page of TIFF; or several. */
  readonly frame?: Place | Span;
  /** A slice, or several, across the first axis of an array, or across a plane of the patient's body in a volume. */
  readonly slice?: { readonly across: 'first' | Plane; readonly at: Place | Span };
  /** A volume of several, such as a time of a series. */
  readonly volume?: number;
  /** Where an array of three axes has its colours: last, or first, as tensors have channels. */
  readonly layout?: 'hwc' | 'chw';
  /** An array of an archive. */
  readonly name?: string;
  /** Slices and frames are chosen only where there are several: one selection for the files of a folder. */
  readonly whereSeveral?: true;
}

/**
 * A path and what it selects: `scan.dcm#frame=3`, `t1.nii.gz#axial=50%,volume=1`, `t1.nii.gz#axial=40%..60%x5`,
 * `a.npy#layout=hwc`. A file or folder whose own name has the sign is taken as it is.
 * @throws InputError on a selection that is not one.
 */
export function splitSelection(named: string): { path: string; selection: Selection } {
  const at = named.lastIndexOf('#');
  if (at < 0 || statSync(named, { throwIfNoEntry: false })) return { path: named, selection: {} };
  return { path: named.slice(0, at), selection: parseSelection(named.slice(at + 1), named) };
}

/** @throws InputError where something is selected that a format does not have. */
export function assertSelects(
  selection: Selection,
  known: readonly (keyof Selection)[],
  format: string,
  where: string,
): void {
  const other = (Object.keys(selection) as (keyof Selection)[]).find(
    (key) => key !== 'whereSeveral' && !known.includes(key),
  );
  if (other === undefined) return;
  throw new InputError({
    where,
    expected: known.length === 0 ? `no selection in ${format}` : `${known.join(' or ')} of ${format}`,
    got: other,
    remedy: 'correct what follows the # in its name',
  });
}

/** What follows the `#`. @throws InputError on a text that is no selection. */
export function parseSelection(text: string, where: string): Selection {
  const selection: { -readonly [key in keyof Selection]: Selection[key] } = {};
  for (const part of text.split(',')) {
    const [, key = '', value = ''] = /^(\w+)=(.+)$/.exec(part) ?? [];
    const number = /^\d{1,7}$/.test(value) ? Number(value) : undefined;
    const place = placeIn(value);
    const plane = planes.find((each) => each === key);
    if (key === 'volume' && number !== undefined) selection.volume = number;
    else if (key === 'frame' && place) selection.frame = place;
    else if (key === 'slice' && place) selection.slice = { across: 'first', at: place };
    else if (plane && place) selection.slice = { across: plane, at: place };
    else if (key === 'layout' && (value === 'hwc' || value === 'chw')) selection.layout = value;
    else if (key === 'name' && value !== '') selection.name = value;
    else {
      throw new InputError({
        where,
        expected: `frame=N, volume=N, slice=N, ${planes.join('=N, ')}=N, layout=hwc, layout=chw or name=ARRAY (slices and frames as ${placesMeant}) after the #`,
        got: `"${part}"`,
        remedy: 'correct the selection',
      });
    }
  }
  return selection;
}
