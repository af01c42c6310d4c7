import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { weightsIn } from '../../../../harness/edges/files/weights/read-weights.ts';
import { sourceOf } from '../../../../harness/edges/files/weights/source.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';
import { runs } from '../../../runs.ts';

const folder = new URL('../../../../golden/oracles/networks-checkpoints/', import.meta.url);
const files = [
  'zip.pth',
  'older.pth',
  'saved.safetensors',
  'lightning.ckpt',
  'objects-zip-2.ckpt',
  'objects-older-5.ckpt',
].map((name) => Uint8Array.from(readFileSync(new URL(name, folder))));
const file = fc.constantFrom(...files);

describe('hostile checkpoints', () => {
  it('a damaged file is read or refused, and never breaks the reader', () =>
    fc.assert(
      fc.property(
        file,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        (bytes, damage) => {
          const damaged = Uint8Array.from(bytes);
          for (const [at, value] of damage) damaged[at % bytes.length] = value;
          readOrRefuse(damaged);
        },
      ),
      { numRuns: runs(1000) },
    ));

  it('a file whose descriptions are damaged is read or refused', () =>
    fc.assert(
      fc.property(
        file,
        fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (bytes, damage, fromEnd) => {
          const damaged = Uint8Array.from(bytes);
          for (const [at, value] of damage)
            damaged[(fromEnd ? bytes.length - 1 - at : at) % bytes.length] = value;
          readOrRefuse(damaged);
        },
      ),
      { numRuns: runs(1000) },
    ));

  it('a cut file is refused', () =>
    fc.assert(
      fc.property(file, fc.double({ min: 0, max: 0.999, noNaN: true }), (bytes, part) => {
        expect(() => read(bytes.slice(0, Math.floor(part * bytes.length)))).to.throw(InputError);
      }),
      { numRuns: runs(300) },
    ));

  it('a header is accepted only where its tensors tile the rest of the file', () =>
    fc.assert(
      fc.property(fc.array(entry(), { maxLength: 4 }), fc.nat(64), (entries, length) => {
        const header = Object.fromEntries(entries.map((value, i) => [`t${i}`, value]));
        const bytes = safetensors(JSON.stringify(header), length);
        const ranges = entries
          .map(({ data_offsets: range }) => range)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        const tiles =
          ranges.every(([begin], i) => begin === (ranges[i - 1]?.[1] ?? 0)) &&
          (ranges.at(-1)?.[1] ?? 0) === length;
        const sized = entries.every(
          ({ shape, dtype, data_offsets: [begin, end] }) =>
            end - begin === shape.reduce((a, b) => a * b, 1) * (dtype === 'F32' ? 4 : 2),
        );
        if (tiles && sized) expect(read(bytes).size).to.equal(entries.length);
        else expect(() => read(bytes)).to.throw(InputError);
      }),
      { numRuns: runs(500) },
    ));

  it('a tensor moved from its place, over another or away from it, is refused', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 }),
        fc.nat(),
        fc.constantFrom(-4, 0, 4),
        (counts, which, by) => {
          const moved = which % counts.length;
          let at = 0;
          const entries = counts.map((count, i) => {
            const begin = at + (i === moved ? by : 0);
            at += 4 * count;
            return [
              `t${i}`,
              { dtype: 'F32', shape: [count], data_offsets: [begin, begin + 4 * count] },
            ] as const;
          });
          const bytes = safetensors(JSON.stringify(Object.fromEntries(entries)), at);
          if (by === 0) expect(read(bytes).size).to.equal(counts.length);
          else expect(() => read(bytes)).to.throw(InputError);
        },
      ),
      { numRuns: runs(300) },
    ));

  for (const [what, instructions] of Object.entries({
    'a copy from the registry of extensions': [0x82, 1],
    'a buffer beside the pickle': [0x97],
    'a call of a number': [0x4b, 1, 0x29, 0x52],
    'a call of nothing': [0x4e, 0x29, 0x52],
    'a class built of no class': [0x28, 0x6f],
    'attributes set on a tensor function': [...global('torch._utils', '_rebuild_tensor_v2'), 0x7d, 0x62],
    'attributes set on a number': [0x4b, 1, 0x7d, 0x62],
  })) {
    it(`${what} is refused`, () => {
      const pickle = Uint8Array.from([0x80, 2, ...instructions, 0x2e]);
      expect(() => read(archive({ 'a/data.pkl': pickle }))).to.throw(InputError, /pickle/);
    });
  }

  it('a list that holds itself and a value remembered by nobody end in a refusal', () => {
    const cyclic = Uint8Array.from([0x80, 2, 0x5d, 0x71, 0, 0x68, 0, 0x61, 0x2e]);
    expect(() => read(archive({ 'a/data.pkl': cyclic }))).to.throw(InputError, /a dictionary of tensors/);
    const unknown = Uint8Array.from([0x80, 2, 0x68, 9, 0x2e]);
    expect(() => read(archive({ 'a/data.pkl': unknown }))).to.throw(InputError, /a value remembered before/);
  });

  it('numbers in the order of other processors are refused', () => {
    const pickle = Uint8Array.from([0x80, 2, 0x7d, 0x2e]);
    expect(() =>
      read(archive({ 'a/data.pkl': pickle, 'a/byteorder': new TextEncoder().encode('big') })),
    ).to.throw(InputError, 'memory: expected little-endian numbers, got "big"; ');
  });

  it('a type of number that no network here has is refused with those that are read', () => {
    const header = { a: { dtype: 'F8_E4M3', shape: [4], data_offsets: [0, 4] } };
    expect(() => read(safetensors(JSON.stringify(header), 4))).to.throw(
      InputError,
      /^memory \/a: expected a type of F32, .*, got "F8_E4M3"; /,
    );
  });

  it('a header that claims more than the file is refused before anything is read', () => {
    const bytes = new Uint8Array(64);
    new DataView(bytes.buffer).setBigUint64(0, 2n ** 62n, true);
    expect(() => read(bytes)).to.throw(
      InputError,
      /safetensors with a header of at most 56 bytes, got .* 4611686018427387904; /,
    );
  });

  it('deeply nested values where a type or a shape should be are refused', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    for (const field of ['dtype', 'shape', 'data_offsets']) {
      const entry = { dtype: '"F32"', shape: '[1]', data_offsets: '[0,4]', [field]: deep };
      const json = `{"a":{${Object.entries(entry).map(([key, value]) => `"${key}":${value}`)}}}`;
      expect(() => read(safetensors(json, 4))).to.throw(InputError);
    }
  });

  it('a packed file that would swell is refused before it is unpacked', () => {
    const bomb = zipSync({ 'a/data.pkl': new Uint8Array(2 ** 26 + 1) }, { level: 1 });
    expect(bomb.length).to.be.below(2 ** 20);
    expect(() => read(bomb)).to.throw(
      InputError,
      /expected at most 67108864 bytes from a packed file, got 67108865/,
    );
  });

  it('files of an archive that share bytes are refused', () => {
    const bytes = archive({ 'a/data.pkl': Uint8Array.of(0x2e), 'a/data/0': new Uint8Array(16) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const second = lastIndexOf(bytes, 0x02014b50);
    view.setUint32(second + 42, 0, true);
    expect(() => read(bytes)).to.throw(InputError, /files that do not overlap/);
  });

  it('a tensor that reaches beyond its storage is refused', () => {
    const bytes = Uint8Array.from(files[0]!);
    // `part` begins at value 6 of 12, the only 6 that is followed by its shape (2, 2).
    const at = bytes.findIndex(
      (_, i) => bytes[i] === 0x4b && bytes[i + 1] === 6 && bytes[i + 2] === 0x4b && bytes[i + 3] === 2,
    );
    expect(at).to.be.above(0);
    bytes[at + 1] = 7;
    expect(() => read(bytes)).to.throw(
      InputError,
      /expected a tensor within its 12 values, got \[2, 2\] from 7/,
    );
  });
});

function read(bytes: Uint8Array) {
  return weightsIn(sourceOf('memory', bytes));
}

function readOrRefuse(bytes: Uint8Array): void {
  try {
    for (const { data } of read(bytes).values()) expect(data).to.be.instanceOf(Float32Array);
  } catch (error) {
    expect(error, (error as Error).stack ?? '').to.be.instanceOf(InputError);
  }
}

function entry() {
  const range = fc.tuple(fc.nat(4), fc.nat(8)).map(([a, b]) => [4 * a, 4 * b] as const);
  return fc.record({
    dtype: fc.constantFrom('F32', 'BF16'),
    shape: fc.array(fc.nat(4), { maxLength: 2 }),
    data_offsets: range,
  });
}

function safetensors(header: string, length: number): Uint8Array {
  const encoded = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + encoded.length + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(encoded.length), true);
  bytes.set(encoded, 8);
  return bytes;
}

function archive(contents: Record<string, Uint8Array>): Uint8Array {
  return zipSync(contents, { level: 0 });
}

function text(value: string): number[] {
  return [...new TextEncoder().encode(value)];
}

function global(module: string, name: string): number[] {
  return [0x63, ...text(`${module}\n${name}\n`)];
}

function lastIndexOf(bytes: Uint8Array, signature: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = bytes.length - 4; at >= 0; at--) if (view.getUint32(at, true) === signature) return at;
  return -1;
}
