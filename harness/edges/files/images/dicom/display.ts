import type { DisplayTable, ValuesHeader, Window } from '../../../../datasets/values-header.ts';
import type { Elements } from './elements.ts';
import { entryOf, type LookupTable, readLookupTable } from './lookup-table.ts';
import { type Modality, ofFrame } from './modality.ts';
import { type PixelHeader, storedRange } from './pixel-header.ts';
import { decimalsOf, itemOf, shortOf, textOf, textsOf } from './values.ts';

/**
 * What a frame says about how it is shown, in the units of its image: windows, table (VOI) and padding; its own, that of
 * all frames, or the file's. What is stored inverted (MONOCHROME1) is turned around with the image; with a table of the
 * modality, where that is no mirror, only the padding is told.
 * A table that is cut short is refused when it is used.
 */
export function displayOf(
  elements: Elements,
  header: PixelHeader,
  modality: Modality,
  frame: number,
  where: string,
): Pick<ValuesHeader, 'window' | 'windows' | 'display' | 'padding'> {
  const padding = paddingOf(elements, header, modality);
  const mirrored = isInverted(header);
  if (mirrored && itemOf(elements, 0x00283000)) return { ...(padding && { padding }) };
  // The sum of a value and of its mirror image.
  const sum = mirrored ? modality.apply(inversion(header)(0)) + modality.apply(0) : undefined;
  const voi = ofFrame(elements, frame, 0x00289132) ?? elements;
  const windows = windowsOf(voi).map((window) => (sum === undefined ? window : mirror(window, sum)));
  // Inputs are values of the modality: with a sign where these can be below 0, unless the table says so itself.
  const display = tableOf(voi, (modality.range?.[0] ?? -1) < 0, sum, where);
  return {
    ...(windows[0] && { window: windows[0] }),
    ...(windows.length > 1 && { windows }),
    ...(display && { display }),
    ...(padding && { padding }),
  };
}

/** Stored values, inverted where 0 is white. */
export function inversion(header: PixelHeader): (value: number) => number {
  if (!isInverted(header)) return (value) => value;
  const [least, most] = storedRange(header);
  return (value) => least + most - value;
}

function isInverted({ photometric, data }: PixelHeader): boolean {
  return photometric === 'MONOCHROME1' && data === 'words';
}

function windowsOf(voi: Elements): Window[] {
  const [centers, widths] = [decimalsOf(voi, 0x00281050), decimalsOf(voi, 0x00281051)];
  const shape = shapes[textOf(voi, 0x00281056) ?? ''] ?? 'linear';
  const names = textsOf(voi, 0x00281055);
  return centers.flatMap((center, i) => {
    const width = widths[i] ?? Number.NaN;
    // A linear window is at least 1 wide (PS3.3, C.11.2.1.2.1); others above 0.
    const possible = Number.isFinite(center) && (shape === 'linear' ? width >= 1 : width > 0);
    const name = names[i] ? { name: names[i] } : {};
    return possible && Number.isFinite(width) ? [{ ...name, center, width, shape }] : [];
  });
}

const shapes: Readonly<Record<string, Window['shape']>> = {
  LINEAR_EXACT: 'linear-exact',
  SIGMOID: 'sigmoid',
};

/** The linear function is even about half below its centre. */
function mirror(window: Window, sum: number): Window {
  return { ...window, center: sum - window.center + (window.shape === 'linear' ? 1 : 0) };
}

function tableOf(
  voi: Elements,
  signed: boolean,
  sum: number | undefined,
  where: string,
): DisplayTable | undefined {
  const item = itemOf(voi, 0x00283010);
  if (!item) return undefined;
  const tags = { descriptor: 0x00283002, data: 0x00283006, what: 'VOI table' };
  let table: LookupTable;
  try {
    table = readLookupTable(item, tags, signed, where);
  } catch (error) {
    // The image is whole without it, and who asks for the table is told.
    const at = () => {
      throw error;
    };
    return { entries: 0, at };
  }
  const peak = 2 ** table.bits - 1;
  const name = textsOf(item, 0x00283003)[0];
  return {
    ...(name !== undefined && name !== '' && { name }),
    entries: table.values.length,
    at: (value) =>
      sum === undefined ? entryOf(table, value) / peak : 1 - entryOf(table, sum - value) / peak,
  };
}

function paddingOf(
  elements: Elements,
  header: PixelHeader,
  modality: Modality,
): readonly [number, number] | undefined {
  const { signed } = header;
  const low = shortOf(elements, 0x00280120, { signed });
  if (low === undefined || header.data !== 'words') return undefined;
  const high = shortOf(elements, 0x00280121, { signed }) ?? low;
  const invert = inversion(header);
  const ends = [low, high].map((value) => modality.apply(invert(value)));
  return [Math.min(...ends), Math.max(...ends)];
}
