import { float16 } from './float16.ts';

/** A stored type of number. */
export interface StoredNumber {
  /** Bytes of one. */
  readonly size: number;
  /** Little-endian bytes as 32-bit floats; those of 32 bits are not copied. */
  floats(bytes: Uint8Array<ArrayBuffer>): Float32Array;
}

/** The types that weights are stored in, by safetensors' names. Whole numbers are index tables and counters. */
export const storedNumbers: Readonly<Record<string, StoredNumber>> = {
  F32: { size: 4, floats: (bytes) => new Float32Array(aligned(bytes).buffer) },
  F64: converted(8, (view, at) => view.getFloat64(at, true)),
  F16: {
    size: 2,
    floats(bytes) {
      const halves = new Uint16Array(aligned(bytes).buffer);
      const data = new Float32Array(halves.length);
      const numbers = everyHalf();
      for (let i = 0; i < data.length; i++) data[i] = numbers[halves[i]!]!;
      return data;
    },
  },
  BF16: {
    size: 2,
    floats(bytes) {
      // The upper half of a 32-bit float.
      const halves = new Uint16Array(aligned(bytes).buffer);
      const bits = new Uint32Array(halves.length);
      for (let i = 0; i < bits.length; i++) bits[i] = halves[i]! << 16;
      return new Float32Array(bits.buffer);
    },
  },
  I64: converted(8, (view, at) => Number(view.getBigInt64(at, true))),
  I32: converted(4, (view, at) => view.getInt32(at, true)),
  I16: converted(2, (view, at) => view.getInt16(at, true)),
  I8: converted(1, (view, at) => view.getInt8(at)),
  U8: converted(1, (view, at) => view.getUint8(at)),
  BOOL: converted(1, (view, at) => (view.getUint8(at) === 0 ? 0 : 1)),
};

function converted(size: number, value: (view: DataView, at: number) => number): StoredNumber {
  return {
    size,
    floats(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const data = new Float32Array(bytes.length / size);
      for (let i = 0; i < data.length; i++) data[i] = value(view, i * size);
      return data;
    },
  };
}

let halfTable: Float32Array | undefined;

/** What each of the 65536 half-precision numbers is: a checkpoint has them by the hundred million. */
function everyHalf(): Float32Array {
  halfTable ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => float16(bits));
  return halfTable;
}

/** The bytes at the start of a buffer of their own. */
function aligned(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.byteOffset === 0 && bytes.buffer.byteLength === bytes.length ? bytes : bytes.slice();
}
