import { expect } from 'chai';
import { type FeatureSet, frechetDistance } from '../../harness/metrics/frechet-distance.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { expectClose } from './expect-close.ts';
import { draws, oracle, type Printed } from './oracle-inputs.ts';

interface FrechetCase {
  readonly seed: number;
  readonly dimension: number;
  readonly counts: readonly [number, number];
  readonly shift: number;
  readonly scale: number;
  readonly sqrtm: Printed | null;
  readonly torchmetrics: Printed;
  readonly symmetricRoots: Printed;
}

describe('Frechet distance (frechetDistance)', () => {
  it("is that of SciPy's matrix square root and torchmetrics' eigenvalues on full rank", () => {
    for (const given of oracle<FrechetCase>('metrics-frechet')) {
      if (given.sqrtm === null) continue;
      const distance = frechetDistance(...setsOf(given));
      expectClose(distance, given.sqrtm, `SciPy, ${given.seed}`);
      expectClose(distance, given.torchmetrics, `torchmetrics, ${given.seed}`);
    }
  });

  it('keeps seven digits on deficient rank, where those of the oracles are lost to zero eigenvalues', () => {
    for (const given of oracle<FrechetCase>('metrics-frechet')) {
      const distance = frechetDistance(...setsOf(given));
      const wanted = Number(given.symmetricRoots);
      expect(distance, `${given.seed}`).to.be.closeTo(wanted, 1e-6 * Math.max(1, wanted));
    }
  });

  it('is the closed form for two sets with diagonal covariances', () => {
    const random = stream(1, 'frechet');
    for (let round = 0; round < 50; round++) {
      const dimension = 1 + random.below(12);
      const [a, b] = [axes(random.normal, dimension), axes(random.normal, dimension)];
      let closed = 0;
      for (let j = 0; j < dimension; j++) {
        closed += (a.mean[j] - b.mean[j]) ** 2 + (a.deviation[j] - b.deviation[j]) ** 2;
      }
      expect(frechetDistance(a.set, b.set)).to.be.closeTo(closed, 1e-12 * Math.max(1, closed));
    }
  });

  it('is 0 between equal sets and symmetric, with fewer images than features as with more', () => {
    const random = stream(2, 'frechet');
    for (const [first, second, dimension] of [
      [2, 2, 1],
      [5, 9, 40],
      [60, 20, 30],
      [200, 90, 16],
    ]) {
      const [a, b] = [first, second].map((count) => normals(random.normal, count, dimension));
      const distance = frechetDistance(a, b);
      expect(frechetDistance(a, a)).to.be.closeTo(0, 1e-11 * dimension);
      expect(frechetDistance(b, a)).to.be.closeTo(distance, 1e-11 * dimension);
      expect(distance).to.be.above(0);
    }
  });

  it('is unchanged by a rotation of the features', () => {
    const random = stream(3, 'frechet');
    const [a, b] = [normals(random.normal, 6, 9), normals(random.normal, 14, 9)];
    expect(frechetDistance(rotated(a), rotated(b))).to.be.closeTo(frechetDistance(a, b), 1e-11);
  });

  it('refuses sets of other dimensions, of one image, and with NaN', () => {
    const random = stream(4, 'frechet');
    const set = normals(random.normal, 4, 3);
    const spoilt = (at: number) => ({ ...set, data: set.data.with(at, Number.NaN) });
    for (const wrong of [
      normals(random.normal, 4, 2),
      normals(random.normal, 1, 3),
      ...[0, 5, 11].map(spoilt),
    ]) {
      expect(() => frechetDistance(set, wrong)).to.throw(InputError, 'Frechet distance');
      expect(() => frechetDistance(wrong, set)).to.throw(InputError, 'Frechet distance');
    }
  });
});

function setsOf({ seed, dimension, counts, shift, scale }: FrechetCase): [FeatureSet, FeatureSet] {
  const [n1, n2] = counts;
  const second = draws(seed + 1, n2 * dimension).map((value) => (value - shift) * scale);
  return [
    { count: n1, dimension, data: draws(seed, n1 * dimension) },
    { count: n2, dimension, data: second },
  ];
}

function normals(normal: () => number, count: number, dimension: number): FeatureSet {
  return { count, dimension, data: Float64Array.from({ length: count * dimension }, normal) };
}

// Two points a side of the mean on every axis: the covariance is exactly diagonal.
function axes(normal: () => number, dimension: number) {
  const count = 2 * dimension;
  const mean = Float64Array.from({ length: dimension }, normal);
  const reach = Float64Array.from({ length: dimension }, normal).map(Math.abs);
  const data = new Float64Array(count * dimension);
  for (let i = 0; i < count; i++) {
    data.set(mean, i * dimension);
    data[i * dimension + (i >> 1)] += i % 2 === 0 ? reach[i >> 1] : -reach[i >> 1];
  }
  const deviation = reach.map((value) => value * Math.sqrt(2 / (count - 1)));
  return { set: { count, dimension, data }, mean, deviation };
}

function rotated({ count, dimension, data }: FeatureSet): FeatureSet {
  const turned = data.slice();
  for (let i = 0; i < count; i++) {
    for (let j = 0; j + 1 < dimension; j++) {
      const at = i * dimension + j;
      const [x, y] = [turned[at], turned[at + 1]];
      turned[at] = 0.6 * x - 0.8 * y;
      turned[at + 1] = 0.8 * x + 0.6 * y;
    }
  }
  return { count, dimension, data: turned };
}
