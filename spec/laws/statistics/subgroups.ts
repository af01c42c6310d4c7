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
  law(
    'allows for further groupings: wider intervals about the same differences, p no further than their number',
    (sample) => {
      const [one, three] = [1, 3].map((groupings) => run(procedure, sample, { groupings })['differences']);
      (one as Difference[]).forEach((alone, i) => {
        const among = (three as Difference[])[i]!;
        expectSame([among.value, among.p], [alone.value, alone.p]);
        expect(among.ci95[0]).to.be.at.most(alone.ci95[0]);
        expect(among.ci95[1]).to.be.at.least(alone.ci95[1]);
        expectSame(among.holm, Math.min(1, 3 * alone.holm));
      });
    },
    threeGroups,
  );
  it('holds the differences of all groupings of the same subjects at once, and finds one that is not there in at most 5 of 100', () => {
    const random = stream(53, 'groupings');
    let [held, found, unadjusted] = [0, 0, 0];
    for (let k = 0; k < 150; k++) {
      const sample = pairs(random, { n: 96, size: 2, shared: 0.7 });
      // Five halves of the subjects, by the digits of their numbers.
      const halved = (groupings: number) =>
        [0, 1, 2, 3, 4].flatMap((digit) => {
          const y = sample.x.map((_, i) => (i >> (digit + 1)) & 1);
          return run(procedure, { ...sample, y }, { groupings })['differences'] as Difference[];
        });
      const all = halved(5);
      held += Number(all.every(({ ci95: [low, high] }) => low <= 0 && high >= 0));
      found += Number(all.some(({ holm }) => holm <= 0.05));
      unadjusted += Number(halved(1).some(({ holm }) => holm <= 0.05));
    }
    expectShare(held, 150, [0.95, 1], 'intervals');
    expectShare(found, 150, [0, 0.05], 'findings');
    // The control: every grouping as if it were the only one.
    expect(() => expectShare(unadjusted, 150, [0, 0.05], 'wrong findings')).to.throw('promised a share');
  });
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
