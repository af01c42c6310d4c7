import { expect } from 'chai';
import fc from 'fast-check';
import { type FeatureMoments, featureStream } from '../../harness/metrics/feature-moments.ts';
import { distanceOfMoments } from '../../harness/metrics/frechet-distance.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { runs } from '../runs.ts';

describe('moments of features that come one after the other (featureStream)', () => {
  it('are the means, variances and covariances of all of them, by no more rows than features', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 2, max: 12 }), fc.constantFrom(63, 64, 65, 128, 129, 200)),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(0, 1, 1e6),
        fc.nat(),
        (count, dimension, offset, seed) => {
          const rows = normals(seed, count, dimension, offset);
          const { count: n, mean, factor } = momentsOf(rows);
          expect(n).to.equal(count);
          expect(factor.rows).to.be.at.most(dimension);
          const means = mean.map((_, j) => average(rows.map((row) => row[j] - offset)));
          means.forEach((value, j) => {
            expect(mean[j] - offset).to.be.closeTo(value, 1e-14 * (1 + offset));
          });
          for (let i = 0; i < dimension; i++) {
            for (let j = 0; j <= i; j++) {
              const products = rows.map((row) => (row[i] - offset - means[i]) * (row[j] - offset - means[j]));
              const wanted = products.reduce((sum, value) => sum + value, 0) / (count - 1);
              expect(covariance(factor, i, j)).to.be.closeTo(wanted, 1e-13 + 1e-15 * offset);
            }
          }
        },
      ),
      { numRuns: runs(100) },
    );
  });

  it('stay what they were when more features come', () => {
    const rows = normals(4, 200, 3, 0);
    const features = featureStream('set', 3);
    for (const row of rows.slice(0, 150)) features.add(Float64Array.from(row));
    const { mean } = features.moments();
    const before = [...mean];
    for (const row of rows.slice(150)) features.add(Float64Array.from(row));
    features.moments();
    expect([...mean]).to.deep.equal(before);
  });

  it('of other dimensions have no distance', () => {
    const of = (dimension: number) => momentsOf(normals(1, 9, dimension, 0));
    expect(() => distanceOfMoments(of(3), of(4))).to.throw(InputError);
  });

  it('give a distance that moves with a shift of all by its square, and not with the order', () => {
    const rows = normals(1, 150, 5, 0);
    const shifted = rows.map((row) => row.map((value) => value + 2));
    expect(distanceOfMoments(momentsOf(rows), momentsOf(shifted))).to.be.closeTo(20, 1e-12);
    expect(distanceOfMoments(momentsOf(rows), momentsOf([...rows].reverse()))).to.be.below(1e-12);
  });

  it('are refused for one image, and for a feature that is not finite, by its row', () => {
    const one = featureStream('set A', 2);
    one.add([1, 2]);
    expect(() => one.moments()).to.throw(InputError, 'set A: expected at least two images');
    expect(() => one.add([1, Number.NaN])).to.throw(InputError, 'NaN in row 2');
  });
});

function momentsOf(rows: readonly (readonly number[])[]): FeatureMoments {
  const features = featureStream('set', rows[0].length);
  for (const row of rows) features.add(row);
  return features.moments();
}

function normals(seed: number, count: number, dimension: number, offset: number): number[][] {
  const random = stream(seed, 'features');
  return Array.from({ length: count }, () =>
    Array.from({ length: dimension }, () => offset + random.normal()),
  );
}

function covariance({ rows, columns, data }: FeatureMoments['factor'], i: number, j: number): number {
  let sum = 0;
  for (let k = 0; k < rows; k++) sum += data[k * columns + i] * data[k * columns + j];
  return sum;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
