import { expect } from 'chai';
import fc from 'fast-check';
import { type DatasetSample, type PhantomSet, phantomSizes } from '../../../harness/datasets/dataset.ts';
import type { phantomSamples } from '../../../harness/datasets/phantoms/phantom-samples.ts';
import type { phantomSubject } from '../../../harness/datasets/phantoms/phantom-subject.ts';
import { boxMean } from '../../../harness/degrade/box-mean.ts';
import type { Image } from '../../../harness/numeric/image.ts';
import { runs } from '../../runs.ts';

const seeds = fc.nat();
const someSubject = fc.nat({ max: 9999 });
const someSize = fc.constantFrom(32 as const, 64 as const);

/** What makes phantoms. */
export interface Phantoms {
  readonly phantomSubject: typeof phantomSubject;
  readonly phantomSamples: typeof phantomSamples;
}

/** Laws of the phantoms of an anatomy. */
export function everyPhantom(
  anatomy: PhantomSet['anatomy'],
  { phantomSubject, phantomSamples }: Phantoms,
): void {
  const set = (rest: Partial<PhantomSet> = {}): PhantomSet => ({
    id: 'any',
    kind: 'phantom',
    anatomy,
    size: 32,
    subjects: 3,
    slicesPerSubject: 1,
    seed: 1,
    split: 'test',
    ...rest,
  });

  it('are the same whenever they are made', () => {
    fc.assert(
      fc.property(seeds, someSubject, someSize, fc.integer({ min: 1, max: 4 }), (seed, subject, size, n) => {
        const of = set({ seed, size, slicesPerSubject: n });
        expectSame(phantomSubject(of, subject), phantomSubject(of, subject));
      }),
      { numRuns: runs(10) },
    );
  });

  it('do not change with how many subjects are asked for, nor in which order', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        (seed, few, more) => {
          const all = phantomSamples(set({ seed, subjects: few + more, slicesPerSubject: 2 }));
          expectSame(
            phantomSamples(set({ seed, subjects: few, slicesPerSubject: 2 })),
            all.slice(0, 2 * few),
          );
          for (let subject = few + more - 1; subject >= 0; subject--) {
            expectSame(
              phantomSubject(set({ seed, slicesPerSubject: 2 }), subject),
              all.slice(2 * subject, 2 * subject + 2),
            );
          }
        },
      ),
      { numRuns: runs(6) },
    );
  });

  it('have no subject in two splits, and no image in two splits, seeds or subjects', () => {
    const sets = (['train', 'valid', 'test'] as const).map((split) => phantomSamples(set({ split })));
    const ids = sets.flat().map(({ subject }) => subject);
    expect(new Set(ids).size).to.equal(ids.length);
    const images = [...sets.flat(), ...phantomSamples(set({ seed: 2 }))];
    expect(smallest(pairs(images).map(([a, b]) => rms(a.image, b.image)))).to.be.above(0.05);
  });

  for (const size of phantomSizes) {
    it(`are grey, in [0, 1] and on 16-bit steps at ${size} x ${size}, from black to bright`, () => {
      for (const { image, mask } of phantomSamples(set({ size, slicesPerSubject: 2, subjects: 2 }))) {
        expect([image.channels, image.height, image.width]).to.deep.equal([1, size, size]);
        for (const value of image.data) {
          if (!(value >= 0 && value <= 1 && Math.round(value * 65535) / 65535 === value)) {
            expect.fail(`${value}`);
          }
        }
        expect(Math.max(...image.data) - Math.min(...image.data)).to.be.above(0.4);
        expect(mask !== undefined).to.equal(anatomy === 'brain');
      }
    });
  }

  it('are the same subjects at every size: twice the size, averaged in pairs, is near', () => {
    for (let subject = 0; subject < 4; subject++) {
      const [small, large, stranger] = [
        phantomSubject(set({ size: 64 }), subject),
        phantomSubject(set({ size: 128 }), subject),
        phantomSubject(set({ size: 128 }), subject + 1),
      ].map(([sample]) => sample!.image);
      const near = rms(small!, boxMean(large!, 2));
      expect(near).to.be.below(0.05);
      expect(near).to.be.below(rms(small!, boxMean(stranger!, 2)) / 3);
    }
  });

  it('are alike within a subject: the nearest image of another place is of the same subject', () => {
    const samples = phantomSamples(set({ size: 64, subjects: 8, slicesPerSubject: 5 }));
    for (const one of samples) {
      const others = samples.filter((other) => other !== one);
      const nearest = others.reduce((a, b) => (rms(one.image, b.image) < rms(one.image, a.image) ? b : a));
      expect(nearest.subject, `${one.id} and ${nearest.id}`).to.equal(one.subject);
    }
    const distances = pairs(samples).map(
      ([a, b]) => [a.subject === b.subject, rms(a.image, b.image)] as const,
    );
    const within = mean(distances.filter(([same]) => same).map(([, distance]) => distance));
    const between = mean(distances.filter(([same]) => !same).map(([, distance]) => distance));
    expect(within / between).to.be.below(0.65);
    expect(smallest(distances.map(([, distance]) => distance))).to.be.above(0.01);
  });

  it('hold the slices of a stack in a stack of five times as many', () => {
    const few = phantomSubject(set({ slicesPerSubject: 4 }), 7);
    const many = phantomSubject(set({ slicesPerSubject: 20 }), 7);
    few.forEach(({ image }, i) => {
      expect(rms(image, many[5 * i + 2]!.image)).to.equal(0);
    });
  });
}

/** Laws of the lesion of a brain. */
export function lesions({ phantomSubject, phantomSamples }: Phantoms): void {
  const brains: PhantomSet = {
    id: 'any',
    kind: 'phantom',
    anatomy: 'brain',
    size: 64,
    subjects: 35,
    slicesPerSubject: 4,
    seed: 1,
    split: 'test',
  };

  for (const size of phantomSizes) {
    it(`is cut by every slice and lies inside the head at ${size} x ${size}`, () => {
      for (const { id, image, mask } of phantomSamples({ ...brains, size, subjects: size > 64 ? 6 : 35 })) {
        const outside = outsideOf(image);
        let [inside, strays] = [0, 0];
        mask!.data.forEach((value, i) => {
          if (value !== 0 && value !== 1) expect.fail(`${id}: ${value}`);
          inside += value;
          strays += value * outside[i]!;
        });
        expect(inside / image.data.length, id).to.be.within(1 / size ** 2, 0.04);
        // At 32 the scalp is one pixel wide and lets the outside through.
        if (size > 32) expect(strays, id).to.equal(0);
      }
    });
  }

  it('moves little from slice to slice and is another in another subject', () => {
    const overlap = (a: DatasetSample, b: DatasetSample) => {
      let [both, either] = [0, 0];
      a.mask!.data.forEach((value, i) => {
        both += value * b.mask!.data[i]!;
        either += Math.max(value, b.mask!.data[i]!);
      });
      return both / either;
    };
    const stacks = Array.from({ length: 6 }, (_, subject) =>
      phantomSubject({ ...brains, slicesPerSubject: 20 }, subject),
    );
    for (const stack of stacks) {
      for (let i = 1; i < stack.length; i++) expect(overlap(stack[i - 1]!, stack[i]!)).to.be.above(0.6);
    }
    const middles = stacks.map((stack) => stack[10]!);
    expect(mean(pairs(middles).map(([a, b]) => overlap(a, b)))).to.be.below(0.2);
  });
}

/** 1 where dark pixels lead to a corner of the image, 0 within the ring of the scalp. */
function outsideOf({ data, width: size }: Image): Uint8Array {
  const reached = new Uint8Array(data.length);
  const open = [0, size - 1, data.length - size, data.length - 1];
  while (open.length > 0) {
    const i = open.pop()!;
    if (reached[i] || data[i]! > 0.2) continue;
    reached[i] = 1;
    if (i % size > 0) open.push(i - 1);
    if (i % size < size - 1) open.push(i + 1);
    if (i >= size) open.push(i - size);
    if (i < data.length - size) open.push(i + size);
  }
  return reached;
}

/** The same samples, bit by bit. */
function expectSame(samples: readonly DatasetSample[], others: readonly DatasetSample[]): void {
  const bits = ({ id, subject, image, mask }: DatasetSample) =>
    [id, subject, image.width, image.data.join(), mask?.data.join()].join('\n');
  expect(samples.length).to.equal(others.length);
  samples.forEach((sample, i) => {
    expect(bits(sample) === bits(others[i]!), `${sample.id} and ${others[i]!.id}`).to.equal(true);
  });
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
}

function rms(a: Image, b: Image): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += (a.data[i]! - b.data[i]!) ** 2;
  return Math.sqrt(sum / a.data.length);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}
