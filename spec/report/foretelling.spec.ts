import { expect } from 'chai';
import fc from 'fast-check';
import type { Claim } from '../../harness/claims/claim.ts';
import type { Evidence } from '../../harness/claims/evidence.ts';
import { goldenEvidence } from '../../harness/claims/golden-evidence.ts';
import { judge } from '../../harness/claims/judge.ts';
import { asksValues, asOfMany } from '../../harness/claims/pointing.ts';
import { foretellingView } from '../../harness/report/foretelling.ts';

/** Claims whose parts ask that `gain`, on two sets, is above 0, and that a p is small. */
const criterion = {
  label: 'gain',
  statistic: 'gain',
  value: '/mean',
  interval: '/ci95',
  comparator: { kind: 'above', bound: 0 },
};
const small = {
  label: 'p',
  statistic: 'gain',
  value: '/p',
  interval: null,
  comparator: { kind: 'below', bound: 0.05 },
};
const claimOf = (id: string, ...criteria: object[]) =>
  ({
    id,
    statement: `${id} holds`,
    place: '',
    printed: '',
    experiment: 'e',
    parts: [
      {
        id: 'all',
        statement: 'all',
        checks: [
          {
            tiers: ['embedded'],
            experiment: 'e',
            reason: '',
            criteria,
            counterexample: { because: '', cells: {} },
          },
        ],
      },
    ],
  }) as unknown as Claim;

const gain = (dataset: string, mean: number, half: number, subjects: number): Evidence => ({
  id: 'gain',
  group: { dataset },
  n: subjects,
  subjects,
  options: { resamples: 10 },
  result: {
    mean,
    ci95: [mean - half, mean + half],
    p: mean > 0 ? 0.01 : 0.9,
    n: subjects,
    clusters: subjects,
    method: 'exact',
  },
  units: { mean: 'dB', ci95: 'dB', p: '1', n: '1', clusters: '1' },
});
/** As `golden/` holds them: each number under its pointer, of several seeds a list. */
const goldenOf = (evidence: readonly Evidence[]) => ({
  values: evidence.map(({ id, group, result }) => ({
    statistic: id,
    group,
    repeated: {} as never,
    expected: {
      '/mean': [result['mean'] as number, 99],
      '/ci95/0': [(result['ci95'] as number[])[0]!, 99],
      '/ci95/1': [(result['ci95'] as number[])[1]!, 99],
      '/p': result['p'] as number,
      '/n': result['n'] as number,
      '/clusters': result['clusters'] as number,
    },
  })),
});
const judged = (claim: Claim, statistics: readonly Evidence[]) =>
  judge(claim, ['embedded'], () => ({ statistics, absent: [] }));
const words = { profile: 'drawn', there: 'drawings', here: 'photographs' };
const viewOf = (claims: readonly Claim[], there: readonly Evidence[], here: readonly Evidence[]) =>
  foretellingView(
    {
      words,
      verdicts: claims.flatMap((claim) => judged(claim, goldenEvidence(here, goldenOf(there)))),
      pointing: claims.flatMap((claim) => judged(asksValues(claim), asOfMany(here))),
    },
    claims,
    claims.flatMap((claim) => judged(claim, here)),
  );
const agreements = (view: ReturnType<typeof viewOf>) => view.tables[0]!.rows.map((cells) => cells.at(-1));

describe('what one profile foretells of another', () => {
  it('is judged from golden values as it was from the run that they were taken from, whatever the run beside them has', () =>
    fc.assert(
      fc.property(
        fc.record({
          mean: fc.integer({ min: -20, max: 20 }),
          half: fc.integer({ min: 1, max: 30 }),
          subjects: fc.integer({ min: 2, max: 40 }),
        }),
        fc.record({
          mean: fc.integer({ min: -20, max: 20 }),
          half: fc.integer({ min: 1, max: 30 }),
          subjects: fc.integer({ min: 2, max: 40 }),
        }),
        (one, other) => {
          const claim = claimOf('A', criterion, small);
          const there = [gain('knee', one.mean, one.half, one.subjects)];
          const here = [gain('knee', other.mean, other.half, other.subjects)];
          const strip = (verdicts: ReturnType<typeof judged>) =>
            verdicts.map(({ outcome, criteria }) => ({ outcome, criteria }));
          expect(strip(judged(claim, goldenEvidence(here, goldenOf(there))))).to.deep.equal(
            strip(judged(claim, there)),
          );
        },
      ),
    ));

  it('leaves out what golden values do not have, and keeps the texts of a result', () => {
    const knee = gain('knee', 1, 0.1, 8);
    const here = [{ ...knee, result: { ...knee.result, sd: 5 } }, gain('chest', 1, 0.1, 8)];
    const [only, ...more] = goldenEvidence(here, goldenOf([gain('knee', 2, 0.1, 30)]));
    expect(more).to.deep.equal([]);
    expect(only!.result).to.deep.equal({
      mean: 2,
      ci95: [1.9, 2.1],
      p: 0.01,
      n: 30,
      clusters: 30,
      method: 'exact',
      sd: undefined,
    });
    expect([only!.n, only!.subjects]).to.deep.equal([30, 30]);
  });

  it('says yes where both decide alike, no where they differ, and counts the values that point its way where one is open', () => {
    const claim = claimOf('A', criterion);
    const there = [gain('knee', 2, 0.1, 30), gain('chest', 2, 0.1, 30)];
    expect(
      agreements(viewOf([claim], there, [gain('knee', 1, 0.1, 8), gain('chest', 1, 0.1, 8)])),
    ).to.deep.equal(['yes']);
    expect(
      agreements(viewOf([claim], there, [gain('knee', 1, 0.1, 8), gain('chest', -1, 0.1, 8)])),
    ).to.deep.equal(['no']);
    expect(
      agreements(viewOf([claim], there, [gain('knee', 1, 0.1, 3), gain('chest', -1, 0.1, 3)])),
    ).to.deep.equal(['open; 1 of 2 values point that way']);
    expect(agreements(viewOf([claim], [gain('knee', 0, 1, 30)], [gain('knee', 1, 0.1, 8)]))).to.deep.equal([
      'nothing was foretold',
    ]);
  });

  it('is told in sentences whose counts are those of the tables', () => {
    const claims = [
      claimOf('A', criterion),
      claimOf('B', { ...criterion, comparator: { kind: 'below', bound: 0 } }),
    ];
    const there = [gain('knee', 2, 0.1, 30), gain('chest', 2, 0.1, 30)];
    const open = viewOf(claims, there, [gain('knee', 1, 0.1, 3), gain('chest', -1, 0.1, 3)]);
    expect(open.title).to.equal('Did drawings foretell photographs?');
    expect(open.lead[0]).to.match(
      /^Of 2 statements that drawings decide \(of 2 that both could test\), photographs decide 0: 0 as foretold and 0 otherwise\.$/,
    );
    expect(open.lead[1]).to.match(
      /^The other 2 are open\. Of the 4 comparisons behind them that drawings decide, the values of photographs alone point the same way in 2 and the other way in 2;/,
    );
    const settled = viewOf(claims, there, [gain('knee', -1, 0.1, 8), gain('chest', -1, 0.1, 8)]);
    expect(settled.lead[0]).to.contain('photographs decide 2: 0 as foretold and 2 otherwise (A, B).');
    expect(settled.tables[1]!.rows).to.have.length(4);
  });

  it('asks no p value which way it points, since it hangs on how many there are', () => {
    const view = viewOf([claimOf('A', small)], [gain('knee', 2, 0.1, 30)], [gain('knee', 1, 0.1, 3)]);
    expect(view.tables[1]!.rows[0]!.at(-1)).to.equal('');
  });

  it('counts as open only what is, and asks the values of that alone which way they point', () => {
    const on = (id: string, set: string) => claimOf(id, { ...criterion, where: { dataset: [set] } });
    const claims = [on('A', 'knee'), on('B', 'chest'), on('C', 'brain')];
    const there = [gain('knee', 2, 0.1, 30), gain('chest', 2, 0.1, 30), gain('brain', 0, 1, 30)];
    const here = [gain('knee', 1, 0.1, 8), gain('chest', 1, 0.1, 3), gain('brain', 1, 0.1, 3)];
    const { lead } = viewOf(claims, there, here);
    expect(lead).to.have.length(2);
    expect(lead[0]).to.contain('Of 2 statements that drawings decide (of 3 that both could test)');
    expect(lead[0]).to.contain('photographs decide 1: 1 as foretold and 0 otherwise.');
    expect(lead[1]).to.match(/^The other 1 is open\. Of the 1 comparison behind them /);
    expect(lead[1]).to.contain('the same way in 1 and the other way in 0');
    expect(viewOf([claims[0]!], there, here).lead).to.have.length(1);
  });

  it('says how large effects in dB are beside those foretold, of five and more, by their median', () => {
    const sets = ['a', 'b', 'c', 'd', 'e'];
    const there = sets.map((set) => gain(set, 2, 0.1, 30));
    const here = [-1, 1, 3, 4, 8].map((mean, i) => gain(sets[i]!, mean, 0.1, 3));
    const saying = viewOf([claimOf('A', criterion)], there, here).lead.at(-1);
    expect(saying).to.equal(
      'Differences in dB that drawings decide are 1.50 times as large on photographs (the median of 5; a negative one has the other sign: 1).',
    );
    // Of those alone that are in dB and were decided there.
    const open = sets.map((set, i) => gain(set, 2, i === 0 ? 9 : 0.1, 30));
    expect(viewOf([claimOf('A', criterion)], open, here).lead.at(-1)).to.not.contain('in dB');
    const plain = { p: '1', n: '1', clusters: '1', mean: '1', ci95: '1' };
    const unitless = (all: readonly Evidence[]) => all.map((each) => ({ ...each, units: plain }));
    const without = viewOf([claimOf('A', criterion)], unitless(there), unitless(here)).lead.at(-1);
    expect(without).to.not.contain('in dB');
    const fewer = viewOf([claimOf('A', criterion)], there.slice(1), here.slice(1)).lead.at(-1);
    expect(fewer).to.not.contain('in dB');
  });

  it('sets the values of both beside each other, with images and subjects, numbers to the right', () => {
    const { tables } = viewOf(
      [claimOf('A', criterion)],
      [gain('knee', 2, 0.1, 30)],
      [gain('knee', -1, 0.5, 3)],
    );
    const headings = tables.map(({ columns }) =>
      columns.map(({ title, numeric }) => `${title}${numeric ? ' >' : ''}`).join(', '),
    );
    expect(headings).to.deep.equal([
      'Claim, Says, Drawings, Photographs, As foretold?',
      'Claim, Compared, On, Drawings >, Verdict, Photographs >, Images (subjects) >, Verdict, The value alone',
    ]);
    expect(tables.map(({ rows }) => rows.map((cells) => cells.join(' | ')))).to.deep.equal([
      ['A | A holds | reproduced | inconclusive | open; 0 of 1 values point that way'],
      [
        'A | gain | knee | 2.00 dB [1.90, 2.10] | reproduced | −1.0 dB [−1.5, −0.5] | 3 (3) | inconclusive | otherwise',
      ],
    ]);
  });

  it('says nothing of a claim that either could not test', () => {
    const claim = claimOf('A', criterion);
    const here = judged(claim, [gain('knee', 1, 0.1, 8)]);
    const untested = { ...here[0]!, criteria: [] };
    for (const [there, now] of [
      [[], here],
      [[untested], here],
      [here, [untested]],
    ] as const)
      expect(
        foretellingView({ words, verdicts: there, pointing: [] }, [claim], now).tables[0]!.rows,
      ).to.deep.equal([]);
  });
});
