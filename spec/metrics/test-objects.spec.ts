import { expect } from 'chai';
import { mtf } from '../../harness/metrics/mtf.ts';
import { nps } from '../../harness/metrics/nps.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { expectClose } from './expect-close.ts';
import { draws, oracle } from './oracle-inputs.ts';

interface TestObject {
  readonly seed: number;
  readonly height: number;
  readonly width: number;
  readonly detrend: 'mean' | 'quadratic';
  readonly edge: EdgeCase;
  readonly reach: number;
  readonly from: 'reference' | 'step';
  readonly nps: readonly number[];
  readonly mtf: readonly number[];
}

interface EdgeCase {
  readonly at: number;
  readonly slope: number;
  readonly low: number;
  readonly high: number;
  readonly times: number;
  readonly noisy: boolean;
}

const side = 48;

describe('metrics of test objects', () => {
  const cases = oracle<TestObject>('metrics-test-objects');

  it("noise power is NumPy's, of even, odd and unequal sides", () => {
    for (const { seed, height, width, detrend, nps: wanted } of cases) {
      const image = createImage(1, height, width, draws(seed, height * width));
      const found = Object.values(nps.compute({ image, reference: image }, nps.resolve({ detrend })));
      expect(found).to.have.length(wanted.length);
      found.forEach((value, i) => void expectClose(value, wanted[i]!, `case ${seed}, ${i}`));
    }
  });

  it("modulation transfer is NumPy's, of standing and of lying edges", () => {
    for (const [index, { seed, edge, reach, from, mtf: wanted }] of cases.entries()) {
      const [image, reference] = pairOf(edge, seed);
      const lying = { image: transposed(image), reference: transposed(reference) };
      for (const pair of index % 4 ? [{ image, reference }] : [{ image, reference }, lying]) {
        const found = Object.values(mtf.compute(pair, mtf.resolve({ reach, from })));
        expect(found).to.have.length(wanted.length);
        found.forEach((value, i) => void expectClose(value, wanted[i]!, `case ${seed}, ${i}`));
      }
    }
  });

  it('modulation transfer refuses what has no slanted edge, and says what to do', () => {
    const none =
      'mtf: expected a reference with one straight edge from side to side, tilted against the pixels by one at least, got another image; give images of a slanted edge';
    const level = { at: 23.3, slope: 0, low: 0.2, high: 0.8, times: 0, noisy: false };
    const upright = pairOf(level, 1)[1];
    for (const image of [
      createImage(1, side, side),
      createImage(1, side, side, draws(3, side * side)),
      upright,
    ]) {
      expect(() => mtf.compute({ image, reference: image }, mtf.resolve({}))).to.throw(InputError, none);
    }
    const [, reference] = pairOf({ ...level, slope: 0.1 }, 1);
    expect(() => mtf.compute({ image: reference, reference }, mtf.resolve({ reach: 24 }))).to.throw(
      InputError,
      'mtf: expected pixels at every quarter of a pixel up to 24 from the edge, got none at',
    );
  });
});

/** The image and the reference of a case, as golden/oracles/metrics-test-objects.py makes them. */
function pairOf({ at, slope, low, high, times, noisy }: EdgeCase, seed: number): [Image, Image] {
  const sharp = Float64Array.from({ length: side * side }, (_, i) => {
    const [y, x] = [Math.floor(i / side), i % side];
    let inside = 0;
    for (let k = 0; k < 9; k++) inside += Number(x + (k - 4) / 9 - at - slope * y > 0);
    return low + (high - low) * (inside / 9);
  });
  let seen = sharp;
  for (let time = 0; time < times; time++) {
    const before = seen;
    const near = (i: number, by: number) =>
      before[i - (i % side) + Math.min(side - 1, Math.max(0, (i % side) + by))]!;
    seen = before.map((value, i) => (near(i, -1) + 2 * value + near(i, 1)) / 4);
  }
  const u = draws(seed + 2, side * side);
  const image = seen.map((value, i) => value + (noisy ? 0.02 * (u[i]! - 0.5) : 0));
  return [createImage(1, side, side, image), createImage(1, side, side, sharp)];
}

function transposed({ height, width, data }: Image): Image {
  return createImage(
    1,
    width,
    height,
    data.map((_, i) => data[(i % height) * width + Math.floor(i / height)]!),
  );
}
