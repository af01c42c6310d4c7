/**
 * A JPEG (ITU T.81, baseline, grey) of blocks of 8 x 8 pixels that are each of one level from 0 to 255: nothing but the
 * differences of levels is written.
 * @param level of the block in a row and column
 */
export function flatJpeg(
  height: number,
  width: number,
  level: (row: number, column: number) => number,
): Buffer {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let i = count - 1; i >= 0; i--) bits.push((value >> i) & 1);
  };
  let before = 128;
  for (let row = 0; row < height / 8; row++)
    for (let column = 0; column < width / 8; column++) {
      const now = Math.round(level(row, column));
      const difference = now - before;
      const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
      put(size, 4);
      put(difference < 0 ? difference + 2 ** size - 1 : difference, size);
      // The end of the block.
      put(0, 1);
      before = now;
    }
  const coded: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    let byte = 0;
    for (let i = 0; i < 8; i++) byte = 2 * byte + (bits[at + i] ?? 1);
    coded.push(byte, ...(byte === 0xff ? [0] : []));
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    // A mean of m over a block is a coefficient of 8 m, in steps of 8.
    segment(0xdb, [0, ...Array<number>(64).fill(8)]),
    segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]),
    // Twelve sizes of differences in four bits each, and one code that ends a block.
    segment(0xc4, [0x00, ...counts(4, 12), ...Array.from({ length: 12 }, (_, i) => i)]),
    segment(0xc4, [0x10, ...counts(1, 1), 0]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    Buffer.from(coded),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, content: readonly number[]): Buffer {
  const length = content.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...content]);
}

/** How many codes there are of each length up to 16. */
function counts(length: number, many: number): readonly number[] {
  return Array.from({ length: 16 }, (_, i) => (i + 1 === length ? many : 0));
}
