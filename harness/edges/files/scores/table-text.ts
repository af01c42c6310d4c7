import { buffer as bufferOf } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { InputError } from '../../../numeric/input-error.ts';
import { readBytes } from '../read-bytes.ts';
import { sourceOf } from '../weights/source.ts';
import { assertNoStandIn } from '../weights/stand-in.ts';

/**
 * The bytes of a table, of gzip those inside; of standard input for `-`.
 * @throws InputError when it cannot be read.
 */
export async function tableBytes(path: string): Promise<Uint8Array> {
  const bytes = path === '-' ? new Uint8Array(await bufferOf(process.stdin)) : await readBytes(path);
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unzipped(path, bytes) : bytes;
  // No table begins as a web page or a pointer does; what a JSON text says is for its reader.
  if (/^\s*(?:<|version https:)/.test(new TextDecoder('latin1').decode(plain.subarray(0, 64))))
    assertNoStandIn(sourceOf(path, plain), 'a table');
  return plain;
}

/**
 * The text of a table in UTF-8 or UTF-16, with or without a byte order mark.
 * @throws InputError when it is no text.
 */
export function tableText(path: string, plain: Uint8Array): string {
  const magic = new TextDecoder('latin1').decode(plain.subarray(0, 6));
  const format = binary.find(({ start }) => magic.startsWith(start));
  if (format) throw fault(path, 'text: a CSV or JSON', format.what, format.remedy);
  try {
    return new TextDecoder(encodingOf(plain), { fatal: true }).decode(plain);
  } catch {
    throw fault(path, 'text in UTF-8', 'bytes of another encoding', 'save it as UTF-8');
  }
}

const binary = [
  { start: 'PK\x03\x04', what: 'a zip archive', remedy: 'unpack it' },
  {
    start: '\x93NUMPY',
    what: 'a NumPy array, which has no ids',
    remedy: 'save ids and scores together, as in np.savez(file, id=ids, psnr=psnr)',
  },
  {
    start: '\xd0\xcf\x11\xe0',
    what: 'an Excel workbook of the old form, or one with a password',
    remedy: 'save it as .xlsx without a password, or as CSV',
  },
  { start: '\x89PNG', what: 'an image', remedy: 'give the scores, or a folder of images' },
];

function unzipped(path: string, bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw fault(path, 'a whole gzip file', (error as Error).message, 'fetch or pack it again');
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const [first, second] = [zerosFrom(bytes, 0), zerosFrom(bytes, 1)];
  if (first === second) return 'utf-8';
  return first > second ? 'utf-16be' : 'utf-16le';
}

/** How many of every second byte at the start are zero, which text in UTF-8 has none of. */
function zerosFrom(bytes: Uint8Array, start: number): number {
  return bytes.subarray(0, 64).filter((byte, i) => i % 2 === start && byte === 0).length;
}

function fault(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}
