import { expect } from 'chai';
import fc from 'fast-check';
import { createImage } from '../../../harness/numeric/image.ts';
import type { canonicalJson, sha256 } from '../../../harness/pipeline/canonical.ts';
import type { decodeStack, encodeStack } from '../../../harness/pipeline/image-stack.ts';
import type { decodeRows, encodeRows } from '../../../harness/pipeline/row.ts';
import type { createStage, inOrder, Stage } from '../../../harness/pipeline/stage.ts';

/** What names stages and holds what they leave. */
export interface Pipeline {
  readonly canonicalJson: typeof canonicalJson;
  readonly sha256: typeof sha256;
  readonly createStage: typeof createStage;
  readonly inOrder: typeof inOrder;
  readonly encodeStack: typeof encodeStack;
  readonly decodeStack: typeof decodeStack;
  readonly encodeRows: typeof encodeRows;
  readonly decodeRows: typeof decodeRows;
}

const json = fc.jsonValue({ maxDepth: 4 });

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, shuffled(entry)]),
  );
}

/** Laws of the text that keys are made of. */
export function canonicalTexts({ canonicalJson }: Pipeline): void {
  it('is the same for every order of keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(shuffled(value))).to.equal(canonicalJson(value));
      }),
    );
  });

  it('parses back to the value that it was written from', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).to.deep.equal(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses what JSON cannot hold', () => {
    for (const value of [undefined, () => 0, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => canonicalJson(value), String(value)).to.throw();
    }
  });
}

/** Laws of the keys and the order of stages. */
export function stageKeys({ createStage, inOrder }: Pipeline): void {
  const stage = (params: Record<string, unknown>, inputs: Record<string, Stage> = {}, code = 'v1'): Stage =>
    createStage({ kind: 'test', label: 'test', params, inputs, work: 1 }, code);

  it('are stable under the order of keys and blind to labels', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (params) => {
        const other = createStage(
          {
            kind: 'test',
            label: 'other',
            params: shuffled(params) as object as Stage['params'],
            inputs: {},
            work: 9,
          },
          'v1',
        );
        expect(other.key).to.equal(stage(params).key);
      }),
    );
  });

  it('change with the parameters, the inputs, the kind and the code', () => {
    const plain = stage({ factor: 2 });
    const input = stage({ a: 1 });
    const keys = [
      plain.key,
      stage({ factor: 4 }).key,
      stage({ factor: 2 }, { images: input }).key,
      stage({ factor: 2 }, { images: plain }).key,
      stage({ factor: 2 }, { other: input }).key,
      stage({ factor: 2 }, {}, 'v2').key,
      createStage({ kind: 'else', label: 'test', params: { factor: 2 }, inputs: {}, work: 1 }, 'v1').key,
    ];
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('put inputs before what uses them, each once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(30), { maxLength: 4 }), { minLength: 1, maxLength: 30 }),
        (shape) => {
          const stages: Stage[] = [];
          shape.forEach((from, i) => {
            const inputs =
              i === 0 ? {} : Object.fromEntries(from.map((j, role) => [String(role), stages[j % i]!]));
            stages.push(stage({ i }, inputs));
          });
          const ordered = inOrder(stages);
          expect(new Set(ordered).size).to.equal(stages.length);
          for (const [at, { inputs }] of ordered.entries()) {
            for (const input of Object.values(inputs)) expect(ordered.indexOf(input)).to.be.below(at);
          }
        },
      ),
    );
  });
}

/** Laws of what stages leave. */
export function artifacts({ encodeStack, decodeStack, encodeRows, decodeRows, sha256 }: Pipeline): void {
  const size = fc.integer({ min: 1, max: 6 });
  const value = fc.oneof(
    fc.integer({ min: 0, max: 255 }).map((level) => level / 255),
    fc.integer({ min: 0, max: 65535 }).map((level) => level / 65535),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  const image = fc
    .tuple(size, size, size)
    .chain(([c, h, w]) =>
      fc
        .array(value, { minLength: c * h * w, maxLength: c * h * w })
        .map((values) => createImage(c, h, w, Float64Array.from(values))),
    );
  const levels = fc.tuple(size, size, fc.constantFrom(255, 65535)).chain(([h, w, most]) =>
    fc.array(fc.integer({ min: 0, max: most }), { minLength: h * w, maxLength: h * w }).map((values) =>
      createImage(
        1,
        h,
        w,
        Float64Array.from(values, (level) => level / most),
      ),
    ),
  );

  it('hold images without loss', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(image, levels), { maxLength: 4 }), (images) => {
        const items = images.map((entry, i) => ({ id: `i${i}`, subject: `s${i % 2}`, image: entry }));
        expect(decodeStack(encodeStack(items))).to.deep.equal(items);
      }),
      { examples: [[[createImage(1, 1, 3, Float64Array.of(0, 1, -0))]]] },
    );
  });

  it('hold 8-bit images in a byte a pixel', () => {
    const grey = createImage(
      1,
      4,
      5,
      Float64Array.from({ length: 20 }, (_, i) => i / 255),
    );
    expect(encodeStack([{ id: 'a', subject: 'a', image: grey }])['images.bin']!.length).to.equal(20);
  });

  it('hold images that are a part of other values, and every step of 8 and 16 bits in its bytes', () => {
    for (const [levels, bytes] of [
      [255, 1],
      [65535, 2],
    ] as const) {
      const steps = createImage(
        1,
        1,
        levels + 1,
        Float64Array.from({ length: levels + 1 }, (_, i) => i / levels),
      );
      expect(encodeStack([{ id: 'a', subject: 'a', image: steps }])['images.bin']!.length).to.equal(
        bytes * (levels + 1),
      );
    }
    const all = Float64Array.from({ length: 8 }, (_, i) => Math.sqrt(i));
    const items = [{ id: 'a', subject: 'a', image: createImage(1, 2, 2, all.subarray(3, 7)) }];
    const stored = encodeStack(items);
    expect(stored['images.bin']!.length).to.equal(4 * 8);
    expect([...decodeStack(stored)[0]!.image.data]).to.deep.equal([...all.subarray(3, 7)]);
    for (const file of ['images.json', 'images.bin'])
      expect(() => decodeStack({ [file]: stored[file]! })).to.throw(
        `image stack: expected the files images.json and images.bin, got ${file}; give a stage`,
      );
  });

  it('hold rows without loss, infinities too', () => {
    const row = fc.record({
      cell: fc.string({ minLength: 1 }),
      sample: fc.string({ minLength: 1 }),
      subject: fc.string({ minLength: 1 }),
      score: fc.string({ minLength: 1 }),
      value: fc.oneof(
        fc.double({ noNaN: true }).map((x) => (Object.is(x, -0) ? 0 : x)),
        fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
      ),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(decodeRows(encodeRows(rows))).to.deep.equal(rows);
      }),
    );
  });

  it('refuse a row whose value is NaN', () => {
    const rows = encodeRows([{ cell: 'c', sample: 's', subject: 's', score: 'psnr', value: Number.NaN }]);
    expect(() => decodeRows(rows)).to.throw('expected a number as value, got NaN');
  });

  it('have the SHA-256 of their bytes as their hash', () => {
    expect(sha256('')).to.equal('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    // The example of FIPS 180-4.
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    for (const bytes of ['abc', new TextEncoder().encode('abc')]) expect(sha256(bytes)).to.equal(abc);
  });
}
