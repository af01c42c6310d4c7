import { inflateSync } from 'fflate';
import { misread, type Source } from './source.ts';

/** The files of a zip archive; nothing is unpacked until it is read. */
export interface Archive {
  readonly names: readonly string[];
  has(name: string): boolean;
  size(name: string): number;
  read(name: string): Uint8Array<ArrayBuffer>;
}

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly header: number;
}

/**
 * The archive in a file, found by its central directory; archives beyond 4 GiB (Zip64) included.
 * @param largestPacked the most bytes that a packed file may unpack to
 * @throws InputError when the directory does not fit the file, a name comes twice, files overlap, or a file
 * would unpack to more than `largestPacked` bytes.
 */
export function openArchive(source: Source, largestPacked = LARGEST_PACKED): Archive {
  const { where } = source;
  const entries = directory(source, largestPacked);
  const get = (name: string): Entry => {
    const entry = entries.get(name);
    if (!entry) throw misread(where, `an archive with ${name}`, 'none');
    return entry;
  };
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    size: (name) => get(name).size,
    read(name) {
      const { header, method, packed, size } = get(name);
      const bytes = source.read(dataStart(source, header), packed);
      if (method === STORED) return bytes;
      try {
        // The output's length is fixed beforehand, so nothing can swell beyond what the directory says.
        const out = inflateSync(bytes, { out: new Uint8Array(size) });
        if (out.length === size) return out as Uint8Array<ArrayBuffer>;
      } catch {
        // Told below, with the archive's name.
      }
      throw misread(`${where} ${name}`, `${size} bytes when unpacked`, 'a damaged stream');
    },
  };
}

const STORED = 0;
const DEFLATED = 8;
/** `torch.save` stores its tensors unpacked; what is packed can only be a description. */
const LARGEST_PACKED = 2 ** 26;
const MOST_ENTRIES = 2 ** 20;

function directory(source: Source, largestPacked: number): Map<string, Entry> {
  const { where } = source;
  const { offset, length, count } = endOf(source);
  if (count > MOST_ENTRIES) throw misread(where, `at most ${MOST_ENTRIES} files`, `${count}`);
  const bytes = source.read(offset, length);
  const view = new DataView(bytes.buffer);
  const entries = new Map<string, Entry>();
  const decoder = new TextDecoder('utf-8', { fatal: false });
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > length || view.getUint32(at, true) !== 0x02014b50) {
      throw misread(where, `a directory of ${count} files`, `${i}`);
    }
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number];
    const end = at + 46 + nameLength + extraLength + commentLength;
    if (end > length) throw misread(where, 'a whole directory', 'one that ends within a file');
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const entry = zip64(view, at, at + 46 + nameLength, extraLength);
    if (entries.has(name)) throw misread(where, `${name} once`, 'twice');
    assertPlausible(where, name, entry, largestPacked);
    entries.set(name, entry);
    at = end;
  }
  assertApart(source, entries);
  return entries;
}

/** Sizes and place of a file, the 64-bit ones where the 32-bit fields are full. */
function zip64(view: DataView, at: number, extra: number, extraLength: number): Entry {
  const fields = {
    size: view.getUint32(at + 24, true),
    packed: view.getUint32(at + 20, true),
    header: view.getUint32(at + 42, true),
  };
  let from = extra;
  while (from + 4 <= extra + extraLength) {
    const [id, length] = [view.getUint16(from, true), view.getUint16(from + 2, true)];
    if (id === 1) {
      let wide = from + 4;
      for (const field of ['size', 'packed', 'header'] as const) {
        if (fields[field] !== 0xffffffff || wide + 8 > from + 4 + length || wide + 8 > extra + extraLength)
          continue;
        fields[field] = Number(view.getBigUint64(wide, true));
        wide += 8;
      }
    }
    from += 4 + length;
  }
  return { method: view.getUint16(at + 10, true), ...fields };
}

function assertPlausible(
  where: string,
  name: string,
  { method, packed, size }: Entry,
  largest: number,
): void {
  const place = `${where} ${name}`;
  if (method !== STORED && method !== DEFLATED)
    throw misread(place, 'a stored or deflated file', `method ${method}`);
  if (method === STORED && packed !== size) throw misread(place, `${packed} stored bytes`, `${size}`);
  if (method === DEFLATED && size > largest) {
    throw misread(place, `at most ${largest} bytes from a packed file`, `${size}`);
  }
}

/** Two files may not share bytes, or a small archive could unpack to a vast one. */
function assertApart(source: Source, entries: ReadonlyMap<string, Entry>): void {
  const sorted = [...entries].sort(([, a], [, b]) => a.header - b.header);
  let free = 0;
  for (const [name, { header, packed }] of sorted) {
    if (header < free) throw misread(source.where, 'files that do not overlap', name);
    free = header + 30 + packed;
    if (free > source.size)
      throw misread(source.where, `${name} within ${source.size} bytes`, `an end at ${free}`);
  }
}

/** The end of the central directory: where it begins, its bytes and its files. */
function endOf(source: Source): { offset: number; length: number; count: number } {
  const tail = Math.min(source.size, 65_557 + 20);
  const from = source.size - tail;
  const view = new DataView(source.read(from, tail).buffer);
  for (let at = tail - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const narrow = {
      count: view.getUint16(at + 10, true),
      length: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    const wide = at >= 20 && view.getUint32(at - 20, true) === 0x07064b50;
    return wide ? wideEnd(source, Number(view.getBigUint64(at - 12, true))) : narrow;
  }
  throw misread(source.where, 'a zip archive with its directory', 'none: the file is cut');
}

function wideEnd(source: Source, at: number): { offset: number; length: number; count: number } {
  const view = new DataView(source.read(at, 56).buffer);
  if (view.getUint32(0, true) !== 0x06064b50) throw misread(source.where, 'a Zip64 directory', 'none');
  const [count, length, offset] = [32, 40, 48].map((field) => Number(view.getBigUint64(field, true))) as [
    number,
    number,
    number,
  ];
  return { count, length, offset };
}

function dataStart(source: Source, header: number): number {
  const view = new DataView(source.read(header, 30).buffer);
  if (view.getUint32(0, true) !== 0x04034b50) throw misread(source.where, `a file at byte ${header}`, 'none');
  return header + 30 + view.getUint16(26, true) + view.getUint16(28, true);
}
