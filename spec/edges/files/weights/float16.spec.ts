import { expect } from 'chai';
import fc from 'fast-check';
import { float16, float16Bits } from '../../../../harness/edges/files/weights/float16.ts';
import { readSafetensors, writeSafetensors } from '../../../../harness/edges/files/weights/safetensors.ts';
import { sourceOf } from '../../../../harness/edges/files/weights/source.ts';
import { runs } from '../../../runs.ts';

const LARGEST = 65504;
const finite = fc.nat({ max: 0x7bff });

/** Neighbours in size: the half-precision numbers of these bits and of the next. */
const neighbours = (bits: number) => [float16(bits), float16(bits + 1)] as const;

describe('half precision', () => {
  it('gives every one of the 65536 patterns back, NaN as the quiet one', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = float16(bits);
      const found = float16Bits(value);
      if (found !== (Number.isNaN(value) ? 0x7e00 : bits)) expect.fail(`${bits} became ${found}`);
    }
  });

  it('means the numbers that IEEE 754 says', () => {
    const known: readonly (readonly [number, number])[] = [
      [0x0000, 0],
      [0x8000, -0],
      [0x0001, 2 ** -24],
      [0x03ff, 2 ** -14 - 2 ** -24],
      [0x0400, 2 ** -14],
      [0x3c00, 1],
      [0x3555, 0.333251953125],
      [0xc000, -2],
      [0x7bff, LARGEST],
      [0x7c00, Number.POSITIVE_INFINITY],
      [0xfc00, Number.NEGATIVE_INFINITY],
    ];
    for (const [bits, value] of known) {
      expect(Object.is(float16(bits), value), `${value}`).to.equal(true);
      expect(float16Bits(value), `${value}`).to.equal(bits);
    }
  });

  it('rounds to the nearer neighbour, among the subnormal numbers too', () => {
    fc.assert(
      fc.property(
        fc.oneof(finite, fc.nat({ max: 0x3ff })).filter((bits) => bits < 0x7bff),
        fc.double({ min: 0, max: 1, noNaN: true }).filter((share) => share !== 0.5),
        fc.boolean(),
        (bits, share, negative) => {
          const [low, high] = neighbours(bits);
          const value = low + share * (high - low);
          const middle = (low + high) / 2;
          fc.pre(value !== middle);
          const wanted = value < middle ? bits : bits + 1;
          expect(float16Bits(negative ? -value : value)).to.equal(negative ? wanted | 0x8000 : wanted);
        },
      ),
      { numRuns: runs(2000) },
    );
  });

  it('rounds ties to the even neighbour', () => {
    fc.assert(
      fc.property(
        finite.filter((bits) => bits < 0x7bff),
        (bits) => {
          const [low, high] = neighbours(bits);
          expect(float16Bits((low + high) / 2)).to.equal(bits % 2 === 0 ? bits : bits + 1);
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  it('is infinite from halfway beyond the largest number on', () => {
    fc.assert(
      fc.property(fc.double({ min: LARGEST, max: 1e300, noNaN: true }), (value) => {
        const wanted = value < 65520 ? 0x7bff : 0x7c00;
        expect(float16Bits(value)).to.equal(wanted);
        expect(float16Bits(-value)).to.equal(wanted | 0x8000);
      }),
    );
    expect(float16Bits(65520)).to.equal(0x7c00);
    expect(float16Bits(65519.999)).to.equal(0x7bff);
  });

  it('keeps the order of numbers', () => {
    const number = fc.double({ min: -7e4, max: 7e4, noNaN: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [x, y] = [float16(float16Bits(a)), float16(float16Bits(b))];
        expect(a <= b ? x <= y : x >= y).to.equal(true);
      }),
    );
  });
});

describe('weights in half precision', () => {
  const tensors = fc.dictionary(
    fc.string({ minLength: 1 }).filter((name) => name !== '__metadata__' && name !== '__proto__'),
    fc.array(
      finite.chain((bits) => fc.constantFrom(bits, bits | 0x8000)),
      { maxLength: 9 },
    ),
    { maxKeys: 5 },
  );
  const read = (bytes: Uint8Array) => readSafetensors(sourceOf('spec', bytes));

  it('come back without loss where they are such numbers already', () => {
    fc.assert(
      fc.property(tensors, (drawn) => {
        const given = new Map(
          Object.entries(drawn).map(([name, bits]) => [
            name,
            { shape: [bits.length], data: Float32Array.from(bits, float16) },
          ]),
        );
        const bytes = writeSafetensors(given, 'F16');
        expect(read(bytes)).to.deep.equal(given);
        expect(writeSafetensors(read(bytes), 'F16')).to.deep.equal(bytes);
      }),
    );
  });

  it('take two bytes a value, each the nearest there is', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true, min: -1000, max: 1000 }), { minLength: 1 }), (values) => {
        const given = new Map([['w', { shape: [values.length], data: Float32Array.from(values) }]]);
        const bytes = writeSafetensors(given, 'F16');
        const plain = writeSafetensors(given, 'F32');
        expect(plain.length - bytes.length).to.be.within(2 * values.length - 8, 2 * values.length + 8);
        const { data } = read(bytes).get('w')!;
        values.forEach((value, i) => {
          expect(data[i]).to.equal(float16(float16Bits(value)));
          expect(Math.abs(data[i]! - value)).to.be.at.most(Math.max(2 ** -25, Math.abs(value) * 2 ** -11));
        });
      }),
    );
  });

  it('come back bit by bit in 32 bits, subnormal, infinite and negative zero too', () => {
    fc.assert(
      fc.property(fc.array(fc.float(), { maxLength: 20 }), (values) => {
        const data = Float32Array.from(values);
        const found = read(writeSafetensors(new Map([['w', { shape: [data.length], data }]]))).get('w')!.data;
        expect(new Uint8Array(found.buffer)).to.deep.equal(new Uint8Array(data.buffer));
      }),
    );
  });
});
