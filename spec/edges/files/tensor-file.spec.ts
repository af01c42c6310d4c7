import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { tensorIn, writeTensor } from '../../../harness/edges/files/tensor-file.ts';
import { runs } from '../../runs.ts';

/** A NumPy file of version 1 with 32-bit floats. */
function npy(shape: readonly number[], fortran: boolean, values: readonly number[]): Uint8Array {
  const order = fortran ? 'True' : 'False';
  const header = `{'descr': '<f4', 'fortran_order': ${order}, 'shape': (${shape.join(', ')}), }\n`;
  const head = Buffer.from(`\x93NUMPY\x01\x00  ${header}`, 'latin1');
  head.writeUInt16LE(header.length, 8);
  return Buffer.concat([head, new Uint8Array(Float32Array.from(values).buffer)]);
}

describe('a tensor in a NumPy file', () => {
  it('has the same values in the order of C and of Fortran', () => {
    const size = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(size, size, size, (c, h, w) => {
        const number = (channel: number, row: number, column: number) => 100 * channel + 10 * row + column;
        const [inC, inFortran]: [number[], number[]] = [[], []];
        for (let i = 0; i < c; i++)
          for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) inC.push(number(i, y, x));
        for (let x = 0; x < w; x++)
          for (let y = 0; y < h; y++) for (let i = 0; i < c; i++) inFortran.push(number(i, y, x));
        const read = tensorIn(npy([c, h, w], true, inFortran), 'f');
        expect(read).to.deep.equal(tensorIn(npy([c, h, w], false, inC), 'f'));
        expect([...read.data]).to.deep.equal(inC);
      }),
      { numRuns: runs(50) },
    );
  });

  it('that is cut anywhere is refused by its name, and to be copied again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tensor-'));
    const file = join(folder, 'hr_0.npy');
    await writeTensor(file, { shape: [1, 2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) });
    const bytes = readFileSync(file);
    rmSync(folder, { recursive: true });
    expect(tensorIn(bytes, file).shape).to.deep.equal([1, 1, 2, 3]);
    for (let length = 0; length < bytes.length; length++)
      expect(() => tensorIn(bytes.subarray(0, length), 'hr_0.npy'), `${length} bytes`).to.throw(
        /^hr_0\.npy: expected (a whole NumPy file|24 bytes of values), got .*; copy or write the file again$/,
      );
  });
});
