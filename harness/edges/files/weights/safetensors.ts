import type { Shape } from '../../../networks/ops.ts';
import { count } from '../../../networks/shapes.ts';
import type { Tensor } from '../../../networks/tensor.ts';
import { float16Bits } from './float16.ts';
import { storedNumbers } from './numbers.ts';
import { misread, type Source, told } from './source.ts';

/**
 * The tensors of a safetensors file, as 32-bit floats. Strict: the header must lie within the file and be
 * plain JSON, and the tensors must cover the rest without a gap or an overlap.
 * @throws InputError on anything else, before reading any tensor.
 */
export function readSafetensors(source: Source): Map<string, Tensor> {
  const { where } = source;
  const { header, start } = headerOf(source);
  const entries = Object.entries(header)
    .filter(([name]) => name !== METADATA)
    .map(([name, entry]) => described(where, name, entry))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== at) {
      throw misread(where, `tensors without gap or overlap`, `${name} at byte ${begin} instead of ${at}`);
    }
    at = end;
  }
  if (start + at !== source.size) {
    throw misread(where, `${at} bytes of tensors`, `${source.size - start}`);
  }
  return new Map(
    entries.map(({ name, shape, number, begin, end }) => [
      name,
      { shape, data: number.floats(source.read(start + begin, end - begin)) },
    ]),
  );
}

/**
 * A safetensors file, the tensors in the order given, the header filled up to a multiple of 8 bytes.
 * @param type 32-bit floats, or 16-bit ones to which the values are rounded
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  type: 'F32' | 'F16' = 'F32',
): Uint8Array {
  const header: Record<string, unknown> = {};
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const [name, { shape, data }] of tensors) {
    const part = type === 'F32' ? data : Uint16Array.from(data, float16Bits);
    header[name] = { dtype: type, shape, data_offsets: [at, at + part.byteLength] };
    parts.push(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    at += part.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + at);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  bytes.fill(0x20, 8 + text.length, 8 + length);
  let offset = 8 + length;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}

const METADATA = '__metadata__';
/** The format's own limit. */
const LONGEST_HEADER = 100_000_000;

function headerOf(source: Source): { header: object; start: number } {
  const { where, size } = source;
  const claimed = new DataView(source.read(0, 8).buffer).getBigUint64(0, true);
  const length = Number(claimed);
  const most = Math.min(size - 8, LONGEST_HEADER);
  if (length > most) {
    const expected = `a checkpoint of torch.save, or safetensors with a header of at most ${most} bytes`;
    throw misread(
      where,
      expected,
      `a file of another kind, or one cut short: its header would have ${claimed}`,
    );
  }
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(source.read(8, length)));
  } catch (error) {
    throw misread(where, 'a header of JSON', (error as Error).message);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw misread(where, 'a header that names tensors', told(header));
  }
  return { header, start: 8 + length };
}

interface Entry {
  readonly name: string;
  readonly shape: Shape;
  readonly number: (typeof storedNumbers)[string];
  readonly begin: number;
  readonly end: number;
}

function described(where: string, name: string, entry: unknown): Entry {
  const place = `${where} /${name}`;
  if (typeof entry !== 'object' || entry === null) throw misread(place, 'a tensor', told(entry));
  const { dtype, shape, data_offsets: offsets, ...rest } = entry as Record<string, unknown>;
  const number = typeof dtype === 'string' && Object.hasOwn(storedNumbers, dtype) && storedNumbers[dtype];
  if (!number) {
    throw misread(place, `a type of ${Object.keys(storedNumbers).join(', ')}`, told(dtype));
  }
  if (!sizes(shape)) throw misread(place, 'a shape of whole numbers', told(shape));
  if (!sizes(offsets) || offsets.length !== 2) {
    throw misread(place, 'data_offsets [begin, end]', told(offsets));
  }
  const [begin, end] = offsets as [number, number];
  if (end - begin !== count(shape) * number.size) {
    throw misread(place, `${count(shape) * number.size} bytes for [${shape.join(', ')}]`, `${end - begin}`);
  }
  const unknown = Object.keys(rest);
  if (unknown.length > 0) throw misread(place, 'dtype, shape and data_offsets alone', unknown.join(', '));
  return { name, shape, number, begin, end };
}

function sizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
