import { expect } from 'chai';
import fc from 'fast-check';
import { frechetReplicates, subjectResample } from '../../harness/metrics/frechet-bootstrap.ts';
import { type FeatureSet, frechetDistance } from '../../harness/metrics/frechet-distance.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { expectEven } from '../by-chance.ts';
import { runs } from '../runs.ts';

describe('bootstrap replicates of the Frechet distance (frechetReplicates)', () => {
  it('are the distances of the sets whose rows are repeated as often as they are drawn', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 24 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(),
        (count, dimension, seed) => {
          const random = stream(seed, 'replicates');
          // Means that are large beside the spread, as those of features behind a ReLU are.
          const [a, b] = [3, 5].map((mean) => normals(random.normal, count, dimension, mean));
          const draws = Array.from({ length: 3 }, (_, r) => subjectResample(ids(count), seed, 'set', r));
          frechetReplicates(a, b, draws).forEach((value, r) => {
            const wanted = frechetDistance(repeated(a, draws[r]), repeated(b, draws[r]));
            expect(value).to.be.closeTo(wanted, 1e-11 * dimension * Math.max(1, wanted));
          });
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('of every image once is the distance itself, and of a set and itself 0', () => {
    const random = stream(1, 'replicates');
    const [a, b] = [normals(random.normal, 40, 12, 1), normals(random.normal, 40, 12, 0)];
    const once = new Int32Array(40).fill(1);
    expect(frechetReplicates(a, b, [once])[0]).to.be.closeTo(frechetDistance(a, b), 1e-10);
    for (const value of frechetReplicates(a, a, draws(40, 5))) expect(value).to.be.below(1e-10);
  });

  it('lie above the distance of the whole set, and their differences near that of the distances', () => {
    const random = stream(2, 'replicates');
    const base = normals(random.normal, 60, 40, 0);
    const near = noisy(base, random.normal, 0.3);
    const far = noisy(base, random.normal, 0.6);
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const resamples = draws(60, 100);
    const [first, second] = [near, far].map((set) => mean(frechetReplicates(set, base, resamples)));
    const [one, other] = [near, far].map((set) => frechetDistance(set, base));
    expect(first).to.be.above(one * 1.1);
    expect(second).to.be.above(other * 1.1);
    const bias = second - other;
    expect(Math.abs(second - first - (other - one))).to.be.below(0.75 * bias);
  });

  it('refuse sets of other images, and resamples of others or of none', () => {
    const random = stream(3, 'replicates');
    const set = normals(random.normal, 6, 3, 0);
    const refused = (other: FeatureSet, times: readonly number[]) =>
      expect(() => frechetReplicates(set, other, [Int32Array.from(times)])).to.throw(InputError, 'Frechet');
    refused(normals(random.normal, 5, 3, 0), [1, 1, 1, 1, 1, 1]);
    refused(normals(random.normal, 6, 2, 0), [1, 1, 1, 1, 1, 1]);
    refused(set, [1, 1, 1]);
    refused(set, [0, 0, 0, 0, 0, 1]);
    refused(set, [3, -1, 1, 1, 1, 1]);
  });
});

describe('resampling of subjects (subjectResample)', () => {
  it('draws as many subjects as there are, with all images of each, by name and not by position', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 30 }), fc.nat(), (keys, seed) => {
        const subjects = keys.map(String);
        const times = subjectResample(subjects, seed, 'set', 7);
        const bySubject = new Map(subjects.map((subject, i) => [subject, times[i]]));
        expect(subjects.map((subject) => bySubject.get(subject))).to.eql([...times]);
        const total = [...bySubject.values()].reduce((sum, count) => sum + count!, 0);
        expect(total).to.equal(bySubject.size);
        const reversed = subjectResample([...subjects].reverse(), seed, 'set', 7);
        expect([...reversed].reverse()).to.eql([...times]);
      }),
    );
  });

  it('draws every subject equally often', () => {
    const all = draws(10, 2000);
    const totals = Array.from({ length: 10 }, (_, i) => all.reduce((sum, times) => sum + times[i], 0));
    expectEven(totals, 'subjects');
  });
});

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `s${i}`);
}

function draws(count: number, resamples: number): Int32Array[] {
  return Array.from({ length: resamples }, (_, r) => subjectResample(ids(count), 9, 'set', r));
}

function normals(normal: () => number, count: number, dimension: number, mean: number): FeatureSet {
  return { count, dimension, data: Float64Array.from({ length: count * dimension }, () => mean + normal()) };
}

function noisy(set: FeatureSet, normal: () => number, scale: number): FeatureSet {
  return { ...set, data: set.data.map((value) => value + scale * normal()) };
}

function repeated({ dimension, data }: FeatureSet, times: Int32Array): FeatureSet {
  const rows = [...times].flatMap((count, i) =>
    Array.from({ length: count }, () => [...data.subarray(i * dimension, (i + 1) * dimension)]),
  );
  return { count: rows.length, dimension, data: Float64Array.from(rows.flat()) };
}
