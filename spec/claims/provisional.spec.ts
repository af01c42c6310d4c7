import { expect } from 'chai';
import fc from 'fast-check';
import type { Evidence, Reach } from '../../harness/claims/evidence.ts';
import { judge } from '../../harness/claims/judge.ts';
import { shortfalls } from '../../harness/claims/provisional.ts';
import { verdictTable } from '../../harness/edges/cli/verdict-table.ts';

const statistic = (dataset: string | undefined, n: number, subjects = n): Evidence => ({
  id: 'rise',
  group: dataset === undefined ? {} : { dataset },
  n,
  subjects,
  options: {},
  result: { mean: 1, ci95: [0.5, 1.5] },
  units: { mean: 'dB', ci95: 'dB' },
});
const reach = (role: string, images: number, whole: Reach['whole']): Reach => ({
  role,
  dataset: `${role}s`,
  images,
  whole,
});
const verdict = (statistics: Evidence[], reached: Reach[], tier: 'paper' | 'embedded' = 'paper') =>
  judge(
    {
      id: 'K1',
      statement: 'It rises.',
      place: '',
      printed: '',
      experiment: 'rise',
      parts: [
        {
          id: 'whole',
          statement: 'It rises.',
          checks: [
            {
              tiers: ['paper', 'embedded'],
              experiment: 'rise',
              reason: 'zero is no rise',
              criteria: [
                {
                  label: 'rise',
                  statistic: 'rise',
                  value: '/mean',
                  interval: '/ci95',
                  comparator: { kind: 'above', bound: 0 },
                },
              ],
              counterexample: { because: 'it falls', cells: {} },
            },
          ],
        },
      ],
    },
    [tier],
    () => ({ statistics, absent: [], reach: reached }),
  )[0]!;

describe('verdicts on a part of the data', () => {
  it('are provisional below the whole and not at it, whatever the counts', () => {
    const count = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(count, count, (images, whole) => {
        const short = shortfalls([statistic('knee', images)], [reach('knee', images, { images: whole })]);
        expect(short).to.deep.equal(images < whole ? [`${images} of ${whole} images of knees`] : []);
      }),
    );
  });

  it('say so in words, in their scope and in the table', () => {
    const found = verdict([statistic('knee', 60)], [reach('knee', 60, { images: 120, subjects: 120 })]);
    expect(found).to.include({ outcome: 'reproduced', provisional: 'rests on 60 of 120 images of knees' });
    expect(found.scope[0]).to.equal('provisional: rests on 60 of 120 images of knees');
    const table = verdictTable([found]);
    expect(table).to.include('✓ reproduced *').and.include('paper: reproduced, provisional. ');
    expect(table).to.include('* provisional, rests on 60 of 120 images of knees\n');
    const whole = verdict([statistic('knee', 120)], [reach('knee', 120, { images: 120 })]);
    expect(whole).to.not.have.property('provisional');
    expect(verdictTable([whole])).to.not.include('*');
  });

  it('count subjects where all images are there', () => {
    const used = [statistic('brain', 700, 34)];
    expect(shortfalls(used, [reach('brain', 700, { images: 700, subjects: 35 })])).to.deep.equal([
      '34 of 35 subjects of brains',
    ]);
    const whole = [statistic('brain', 700, 35)];
    expect(shortfalls(whole, [reach('brain', 700, { images: 700, subjects: 35 })])).to.deep.equal([]);
  });

  it('are about the data sets that decided them: all where no group names one', () => {
    const reached = [reach('knee', 60, { images: 120 }), reach('brain', 7, { images: 700 })];
    expect(shortfalls([statistic('knee', 60)], reached)).to.deep.equal(['60 of 120 images of knees']);
    expect(shortfalls([statistic(undefined, 2)], reached)).to.have.length(2);
    expect(shortfalls([], reached)).to.deep.equal([]);
  });

  it('are open where the data are of too few subjects, however many images these have', () => {
    const slices = (subjects: number, tier: 'paper' | 'embedded') =>
      verdict([statistic('knee', 60, subjects)], [], tier).outcome;
    for (const subjects of [1, 2, 3, 5]) expect(slices(subjects, 'paper')).to.equal('inconclusive');
    expect(slices(6, 'paper')).to.equal('reproduced');
    expect(slices(3, 'embedded')).to.equal('inconclusive');
  });
});
