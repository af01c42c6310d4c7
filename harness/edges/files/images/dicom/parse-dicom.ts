import { inflateRawSync } from 'node:zlib';
import { type Elements, parseElements, vrAt } from './elements.ts';
import { BIG_ENDIAN, DEFLATED, EXPLICIT, IMPLICIT } from './transfer-syntax.ts';

/** The elements of a file and the transfer syntax that they are written in. */
export interface DicomFile {
  readonly elements: Elements;
  readonly transferSyntax: string;
}

/** Bytes that a deflated file may unpack to. */
const MOST_INFLATED = 2 ** 29;
const PREFIX = 132;

/** Whether a file begins as DICOM files with their header do. */
export function hasDicomPrefix(bytes: Uint8Array): boolean {
  return bytes.length > PREFIX && String.fromCharCode(...bytes.subarray(128, PREFIX)) === 'DICM';
}

/**
 * Whether bytes begin as files without the prefix do: with the first elements of their header, or of group 8 (its
 * length, character set, image type or SOP class), in little-endian order.
 */
export function beginsWithoutPrefix(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) return false;
  const [group, element, vr] = [view.getUint16(0, true), view.getUint16(2, true), vrAt(view, 4)];
  if (group === 2) return element === 0 && vr === 'UL';
  if (group !== 8 || ![0x0000, 0x0005, 0x0008, 0x0016].includes(element)) return false;
  return vr === undefined ? view.getUint32(4, true) < 256 : ['UL', 'CS', 'UI'].includes(vr);
}

/**
 * The elements of a DICOM file. Without the header that names the transfer syntax (files of before 1993, and what some
 * exports leave) they are taken as they look: explicit or implicit, of either byte order.
 * @throws Error when it is damaged, cut short or not DICOM.
 */
export function parseDicom(bytes: Uint8Array): DicomFile {
  const start = hasDicomPrefix(bytes) ? PREFIX : 0;
  const { end, transferSyntax } = readMeta(bytes, start);
  if (transferSyntax === DEFLATED) {
    const inflated = inflateRawSync(bytes.subarray(end), { maxOutputLength: MOST_INFLATED });
    return { transferSyntax, elements: parseElements(inflated, 0, { explicit: true, littleEndian: true }) };
  }
  const looks = looksLike(bytes, end);
  if (transferSyntax === undefined && !looks) throw new Error('no DICOM elements');
  const encoding = {
    explicit: transferSyntax !== IMPLICIT,
    littleEndian: transferSyntax !== BIG_ENDIAN,
    // What stands there decides where it contradicts the header: readers of the field do so.
    ...looks,
  };
  const named =
    transferSyntax ?? (!encoding.littleEndian ? BIG_ENDIAN : encoding.explicit ? EXPLICIT : IMPLICIT);
  return { transferSyntax: named, elements: parseElements(bytes, end, encoding) };
}

/** The elements of group 2, always explicit and little-endian, and where they end. */
function readMeta(bytes: Uint8Array, start: number): { end: number; transferSyntax: string | undefined } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  let transferSyntax: string | undefined;
  while (at + 12 <= bytes.length && view.getUint16(at, true) === 2 && vrAt(view, at + 4) !== undefined) {
    const long = /^(OB|OW|UN|UT|SQ)$/.test(vrAt(view, at + 4)!);
    const value = at + (long ? 12 : 8);
    const length = long ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true);
    if (value + length > bytes.length) throw new Error('it ends within its header');
    if (view.getUint16(at + 2, true) === 0x0010) {
      transferSyntax = new TextDecoder('latin1')
        .decode(bytes.subarray(value, value + length))
        .replace(/[\0 ]+$/, '');
    }
    at = value + length;
  }
  return { end: at, transferSyntax };
}

/** How the first element is written; undefined where nothing begins as a data set does. */
function looksLike(bytes: Uint8Array, at: number): { explicit: boolean; littleEndian: boolean } | undefined {
  if (at + 8 > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Data sets begin with group 4 (directories) or 8, in rare cases with another below 0x30.
  const littleEndian = view.getUint16(at, true) < 0x30;
  if (!littleEndian && view.getUint16(at, false) >= 0x30) return undefined;
  const explicit = vrAt(view, at + 4) !== undefined;
  if (!explicit && view.getUint32(at + 4, littleEndian) > bytes.length) return undefined;
  return { explicit, littleEndian };
}
