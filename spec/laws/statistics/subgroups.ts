import { expect } from 'chai';
import { stream } from '../../../harness/numeric/stream.ts';
import type { Procedure } from '../../../harness/statistics/procedure.ts';
import { expectShare } from '../../by-chance.ts';
import { pairs } from './coverage.ts';
import { law } from './law.ts';
import { expectSame, run, threeGroups } from './sample.ts';

interface Difference {
  readonly value: number;
  readonly ci95: readonly [number, number];
  readonly p: number;
  readonly holm: number;
}

/** The laws of scores by subject group. */
export function subgroupLaws(procedure: Procedure): void {
  law(
    'compares every pair once, follows its means, and names the greatest',
    (sample) => {
      const { groups, differences, greatest } = run(procedure, sample);
      const means = groups.map(({ mean }: { mean: number }) => mean);
      const values = differences.map(({ value }: Difference) => value);
      expectSame(values, [means[0] - means[1], means[0] - means[2], means[1] - means[2]]);
      expectSame(Math.abs(greatest.value), Math.max(...values.map(Math.abs)));
    },
    threeGroups,
  );
  law(
    'adjusts p upwards, and no further than by the number of pairs',
    (sample) => {
      for (const { p, holm } of run(procedure, sample)['differences'] as Difference[]) {
        expect(p).to.be.within(0, 1);
        expect(holm).to.be.within(p, Math.min(1, 3 * p));
      }
    },
    threeGroups,
  );
  it('holds all differences at once in 95 of 100 samples, and finds one that is not there in at most 5: 3 groups, subjects of 3 images', () => {
    const random = stream(47, 'subgroups');
    let [held, found, ofImages, unadjusted] = [0, 0, 0, 0];
    for (let k = 0; k < 300; k++) {
      const sample = pairs(random, { n: 108, size: 3, shared: 0.7 });
      const y = sample.x.map((_, i) => Math.floor(i / 36));
      const differences = run(procedure, { ...sample, y })['differences'] as Difference[];
      const alone = run(procedure, { ...sample, y, clusters: sample.ids })['differences'] as Difference[];
      held += Number(differences.every(({ ci95: [low, high] }) => low <= 0 && high >= 0));
      found += Number(differences.some(({ holm }) => holm <= 0.05));
      ofImages += Number(alone.some(({ holm }) => holm <= 0.05));
      unadjusted += Number(differences.some(({ p }) => p <= 0.05));
    }
    expectShare(held, 300, [0.95, 0.98], 'intervals', 2);
    expectShare(found, 300, [0.02, 0.05], 'findings', 2);
    // The controls: images taken for subjects, and every pair as if it were the only one.
    for (const wrong of [ofImages, unadjusted])
      expect(() => expectShare(wrong, 300, [0, 0.05], 'wrong findings', 2)).to.throw('promised a share');
  });
}
