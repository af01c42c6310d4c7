import { expect } from 'chai';
import fc from 'fast-check';
import type { Claim } from '../../harness/claims/claim.ts';
import type { Evidence } from '../../harness/claims/evidence.ts';
import { judge } from '../../harness/claims/judge.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { runs } from '../runs.ts';

const claim: Claim = {
  id: 'C99',
  statement: 'A rises.',
  place: 'Table 0',
  printed: '',
  experiment: 'rise',
  parts: [
    {
      id: 'whole',
      statement: 'A rises.',
      checks: [
        {
          tiers: ['embedded'],
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
};

const evidence = (low: number, high: number, group = 'one', subjects = 10): Evidence => ({
  id: 'rise',
  group: { dataset: group },
  n: 10,
  subjects,
  options: {},
  result: { mean: (low + high) / 2, ci95: [low, high] },
  units: { mean: 'dB', ci95: 'dB' },
});

const verdictFor = (...statistics: Evidence[]) =>
  judge(claim, ['embedded'], () => ({ statistics, absent: [] }))[0]!;

describe('the judge of claims', () => {
  it('reproduces a claim that holds in every group', () => {
    expect(verdictFor(evidence(1, 2, 'a'), evidence(0.5, 1, 'b')).outcome).to.equal('reproduced');
  });

  it('says of a part without a check in a tier what it needs, or that it needs one', () => {
    const there = () => ({ statistics: [evidence(1, 2)], absent: [] });
    const reasonOf = (own: Claim) => {
      const { outcome, reason } = judge(own, ['paper'], there)[0]!;
      return [outcome, reason];
    };
    expect(reasonOf(claim)).to.deep.equal(['untestable', 'needs a check of this part in the paper tier']);
    const needing = { ...claim, parts: [{ ...claim.parts[0]!, needs: 'needs the scanner' }] };
    expect(reasonOf(needing)).to.deep.equal(['untestable', 'needs the scanner']);
  });

  it('lets the worst group decide and names it', () => {
    const verdict = verdictFor(evidence(1, 2, 'a'), evidence(-2, -1, 'b'));
    expect(verdict.outcome).to.equal('not reproduced');
    expect(verdict.reason).to.include('on b');
  });

  it('says in its scope why the intervals that it rests on are to be taken with care', () => {
    const careful = { ...evidence(1, 2, 'a'), cautions: ['too narrow'] };
    expect(verdictFor(careful, evidence(1, 2, 'b')).scope).to.deep.equal(['a: too narrow']);
    expect(verdictFor({ ...careful, group: {} }).scope).to.deep.equal(['too narrow']);
  });

  it('says the unit of the number that it compared, and refuses an interval in another', () => {
    expect(verdictFor(evidence(1, 2)).criteria[0]!.unit).to.equal('dB');
    const mixed = { ...evidence(1, 2), units: { mean: 'dB', ci95: '1' } };
    expect(() => verdictFor(mixed)).to.throw(InputError, /an interval of \/mean, in the same unit \(dB\)/);
  });

  const limited = (...levels: string[]): Claim => {
    const [part] = claim.parts;
    const [check] = part!.checks;
    const criteria = check!.criteria.map((criterion) => ({ ...criterion, where: { dataset: levels } }));
    return { ...claim, parts: [{ ...part!, checks: [{ ...check!, criteria }] }] };
  };

  it('asks only the groups that a criterion is limited to, and stops where there is none', () => {
    const statistics = [evidence(1, 2, 'a'), evidence(-2, -1, 'b')];
    const decide = (...levels: string[]) =>
      judge(limited(...levels), ['embedded'], () => ({ statistics, absent: [] }))[0]!;
    expect(decide('a').outcome).to.equal('reproduced');
    expect(decide('a').criteria).to.have.length(1);
    expect(decide('a', 'b').outcome).to.equal('not reproduced');
    expect(() => decide('c')).to.throw(/a group among a, b, got \{"dataset":\["c"\]\}/);
  });

  it('says by which test a p value is, exact or asymptotic, and of nothing else', () => {
    const [part] = claim.parts;
    const labelOf = (value: string, result: Record<string, unknown>) => {
      const criterion = {
        label: 'p',
        statistic: 'rise',
        value,
        interval: null,
        comparator: { kind: 'below', bound: 0.05 },
      } as const;
      const asked = {
        ...claim,
        parts: [{ ...part!, checks: [{ ...part!.checks[0]!, criteria: [criterion] }] }],
      };
      const statistics = [
        {
          ...evidence(0, 1),
          result,
          units: Object.fromEntries(Object.keys(result).map((key) => [key, '1'])),
        },
      ];
      return judge(asked, ['embedded'], () => ({ statistics, absent: [] }))[0]!.criteria[0]!.label;
    };
    expect(labelOf('/test/p', { test: { p: 0.01, name: 'exact signed-rank' } })).to.equal(
      'p (exact signed-rank)',
    );
    expect(labelOf('/test/p/greater', { test: { p: { greater: 0.01 } }, method: 'asymptotic' })).to.equal(
      'p (asymptotic)',
    );
    expect(labelOf('/test/p', { test: { p: 0.01 } })).to.equal('p');
    expect(labelOf('/test/value', { test: { value: 0.01, name: 'exact signed-rank' } })).to.equal('p');
  });

  it('agrees with no claim on fewer than six images, also by a value without an interval, which may contradict', () => {
    const [part] = claim.parts;
    const decided = (min: number, n: number) => {
      const criterion = {
        label: 'least',
        statistic: 'rise',
        value: '/min',
        interval: null,
        comparator: { kind: 'above', bound: 0 },
      } as const;
      const asked = {
        ...claim,
        parts: [{ ...part!, checks: [{ ...part!.checks[0]!, criteria: [criterion] }] }],
      };
      const statistics = [{ ...evidence(0, 1), n, subjects: n, result: { min }, units: { min: 'dB' } }];
      return judge(asked, ['embedded'], () => ({ statistics, absent: [] }))[0]!.outcome;
    };
    expect([decided(1, 6), decided(1, 5), decided(-1, 6), decided(-1, 5)]).to.deep.equal([
      'reproduced',
      'inconclusive',
      'not reproduced',
      'not reproduced',
    ]);
  });

  it('takes no p value for a contradiction, however large it is', () => {
    const [part] = claim.parts;
    const [check] = part!.checks;
    const asked = (value: string, bound: number): Claim => ({
      ...claim,
      parts: [
        {
          ...part!,
          checks: [
            {
              ...check!,
              criteria: [
                {
                  label: 'p',
                  statistic: 'rise',
                  value,
                  interval: null,
                  comparator: { kind: 'below', bound },
                },
              ],
            },
          ],
        },
      ],
    });
    const decided = (value: string, p: number, bound: number) => {
      const result = { test: { p: { greater: p }, log10p: { greater: Math.log10(p) } }, mean: p };
      const statistics = [{ ...evidence(0, 1), result, units: { test: '1', mean: '1' } }];
      return judge(asked(value, bound), ['embedded'], () => ({ statistics, absent: [] }))[0]!;
    };
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1, noNaN: true }), (p) => {
        const wanted = p < 0.05 ? 'reproduced' : 'inconclusive';
        expect(decided('/test/p/greater', p, 0.05).outcome).to.equal(wanted);
        expect(decided('/test/log10p/greater', p, Math.log10(0.05)).outcome).to.equal(wanted);
        // What is no p value may contradict.
        expect(decided('/mean', p, 0.05).outcome).to.equal(p < 0.05 ? 'reproduced' : 'not reproduced');
      }),
      { examples: [[0.05]], numRuns: runs(50) },
    );
    expect(decided('/test/p/greater', 0.4, 0.05).reason).to.contain(
      'the value 0.4 is not below 0.05, which shows no difference and no absence of one',
    );
  });

  it('says of an open claim how many images would have decided it', () => {
    const verdict = verdictFor(evidence(-1, 3));
    expect(verdict.outcome).to.equal('inconclusive');
    expect(verdict.reason).to.include('about 40 images');
    expect(verdictFor(evidence(-100, 101)).reason).to.include('about 400,000 images');
  });

  it('promises no number of images where n counts resamples, points or losses', () => {
    for (const counts of ['resamples', 'points', 'losses'] as const) {
      const verdict = verdictFor({ ...evidence(-1, 3), counts });
      expect(verdict.outcome).to.equal('inconclusive');
      expect(verdict.reason).to.not.include('images');
      expect(verdict.criteria[0]).to.not.have.any.keys('n', 'subjects');
    }
  });

  it('leaves open what fewer than six images say, whichever way', () => {
    for (const [low, high] of [
      [1, 2],
      [-2, -1],
    ] as const) {
      const verdict = verdictFor({ ...evidence(low, high), n: 5, subjects: 5 });
      expect(verdict.outcome).to.equal('inconclusive');
      expect(verdict.reason).to.include('5 images are too few');
    }
  });

  it('says of how many of what there are too few, in one and in several', () => {
    const told = (more: Partial<Evidence>) => {
      const { expected, reason } = verdictFor({ ...evidence(1, 2), ...more }).criteria[0]!;
      return [expected, reason.replace(' too few for a 95 % interval; at least 6 are needed', '')];
    };
    expect(told({ n: 1, subjects: 1 })).to.deep.equal(['at least 6 images', '1 image is']);
    expect(told({ n: 5, subjects: 5 })).to.deep.equal(['at least 6 images', '5 images are']);
    expect(told({ n: 6, subjects: 5 })).to.deep.equal(['at least 6 subjects', '5 subjects are']);
    expect(told({ n: 1, counts: 'losses' })).to.deep.equal(['at least 6 losses', '1 loss is']);
    expect(told({ n: 5, counts: 'losses' })).to.deep.equal(['at least 6 losses', '5 losses are']);
    expect(told({ n: 90, subjects: 5, counts: 'points' })).to.deep.equal([
      'at least 6 images',
      '5 images are',
    ]);
    const paper = (subjects: number) => {
      const { parts, ...rest } = claim;
      const checks = [{ ...parts[0]!.checks[0]!, tiers: ['paper'] as const }];
      const statistics = [evidence(1, 2, 'a', subjects)];
      const there = () => ({ statistics, absent: [] });
      return judge({ ...rest, parts: [{ ...parts[0]!, checks }] }, ['paper'], there)[0]!.reason;
    };
    expect(paper(1)).to.include('rise on a: 1 subject is too few');
    expect(paper(6)).to.equal('its one comparison holds');
  });

  it('leaves open what holds on some of the data sets only, and not what fails on one', () => {
    const absent = [{ statistic: 'rise', group: { dataset: 'b' }, reason: 'needs the data set b' }];
    const on = (low: number, high: number) =>
      judge(claim, ['embedded'], () => ({ statistics: [evidence(low, high)], absent }))[0]!;
    expect(on(1, 2).outcome).to.equal('inconclusive');
    expect(on(1, 2).reason).to.include('needs the data set b');
    expect(on(-2, -1).outcome).to.equal('not reproduced');
  });

  it('names the assets that an open claim would need, and none where all are there', () => {
    const absent = (unfetched?: string) => ({
      statistic: 'rise',
      group: { dataset: 'b' },
      reason: 'no weights',
      ...(unfetched !== undefined && { unfetched }),
    });
    const of = (...missing: readonly ReturnType<typeof absent>[]) =>
      judge(claim, ['embedded'], () => ({ statistics: [evidence(1, 2, 'a')], absent: missing }))[0]!;
    expect(of(absent('weights'), absent('weights')).unfetched).to.deep.equal(['weights']);
    expect(of(absent())).to.not.have.property('unfetched');
    const nothing = judge(claim, ['embedded'], () => ({
      untestable: 'no weights',
      unfetched: ['weights'],
    }))[0]!;
    expect(nothing.unfetched).to.deep.equal(['weights']);
  });

  it('minds what is absent only where a criterion asks for it', () => {
    const absent = [{ statistic: 'rise', group: { dataset: 'b' }, reason: 'needs the data set b' }];
    const statistics = [evidence(1, 2, 'a')];
    const decide = (...levels: string[]) =>
      judge(limited(...levels), ['embedded'], () => ({ statistics, absent }))[0]!;
    expect(decide('a').outcome).to.equal('reproduced');
    expect(decide('b').outcome).to.equal('untestable');
    expect(decide('b').reason).to.equal('needs the data set b');
    expect(decide('a', 'b').outcome).to.equal('inconclusive');
  });

  it('fails a claim by one criterion that fails, though another cannot be asked, and passes none so', () => {
    const [part] = claim.parts;
    const [check] = part!.checks;
    const [criterion] = check!.criteria;
    const criteria = [criterion!, { ...criterion!, statistic: 'other' }];
    const two: Claim = { ...claim, parts: [{ ...part!, checks: [{ ...check!, criteria }] }] };
    const absent = [{ statistic: 'other', group: {}, reason: 'needs the other' }];
    const on = (low: number, high: number) =>
      judge(two, ['embedded'], () => ({ statistics: [evidence(low, high)], absent }))[0]!;
    expect(on(-2, -1)).to.include({ outcome: 'not reproduced' });
    for (const [low, high] of [
      [1, 2],
      [-1, 1],
    ] as const)
      expect(on(low, high)).to.include({ outcome: 'untestable', reason: 'needs the other' });
  });

  it('leaves open what fewer than six subjects say, but for one subject of a run, whose scope says so', () => {
    const of = (subjects: number) => verdictFor(evidence(1, 2, 'a', subjects));
    for (const subjects of [2, 5]) {
      expect(of(subjects).outcome).to.equal('inconclusive');
      expect(of(subjects).reason).to.include(`${subjects} subjects are too few`);
    }
    expect(of(6).outcome).to.equal('reproduced');
    expect(of(1).outcome).to.equal('reproduced');
  });

  it('never passes what has no evidence', () => {
    const verdicts = judge(claim, ['embedded', 'paper'], (tier) =>
      tier === 'embedded' ? { untestable: 'needs data' } : { statistics: [evidence(1, 2)], absent: [] },
    );
    expect(verdicts.map(({ outcome }) => outcome)).to.deep.equal(['untestable', 'untestable']);
    expect(verdicts[0]!.reason).to.equal('needs data');
  });

  it('says where images of one subject limit the reach', () => {
    expect(verdictFor(evidence(1, 2, 'a', 1)).scope).to.deep.equal([
      'a: 10 images of 1 subject; intervals are about slices of this subject, not about other subjects',
    ]);
    expect(verdictFor(evidence(1, 2, 'a', 9)).scope).to.deep.equal([
      'a: 10 images of 9 subjects; images of one subject are alike',
    ]);
    expect(verdictFor(evidence(1, 2, 'a', 10)).scope).to.deep.equal([]);
  });

  it('names the part where a claim has several, and the experiment of the check or else of the claim', () => {
    const [part] = claim.parts;
    const two = { ...claim, parts: [part!, { ...part!, id: 'half' }] };
    const of = (one: Claim) => judge(one, ['embedded'], () => ({ statistics: [evidence(1, 2)], absent: [] }));
    expect(of(two).map((verdict) => verdict.part)).to.deep.equal(['whole', 'half']);
    expect(of(claim).map((verdict) => verdict.part)).to.deep.equal(['']);
    const elsewhere = {
      ...claim,
      parts: [{ ...part!, checks: [{ ...part!.checks[0]!, experiment: 'fall' }] }],
    };
    expect(of(elsewhere)[0]!.experiment).to.equal('fall');
  });

  it('decides by a pattern of statistics as by all that match it, written out', () => {
    const [part] = claim.parts;
    const [check] = part!.checks;
    const [criterion] = check!.criteria;
    const ids = ['rise-a', 'rise-b', 'fall'];
    const asking = (...statistics: string[]): Claim => {
      const criteria = statistics.map((statistic) => ({ ...criterion!, statistic }));
      return { ...claim, parts: [{ ...part!, checks: [{ ...check!, criteria }] }] };
    };
    // Of each statistic an interval that agrees, is open or contradicts, or no evidence.
    const outcome = fc.constantFrom([1, 2], [-1, 1], [-2, -1], undefined);
    let last = 0;
    fc.assert(
      fc.property(fc.tuple(outcome, outcome, outcome), (intervals) => {
        const there = ids.flatMap((id, i) => {
          const ends = intervals[i];
          return ends ? [{ ...evidence(ends[0]!, ends[1]!), id }] : [];
        });
        const absent = ids
          .filter((_, i) => intervals[i] === undefined)
          .map((statistic) => ({ statistic, group: { dataset: 'one' }, reason: `needs ${statistic}` }));
        const decide = (asked: Claim) =>
          judge(asked, ['embedded'], () => ({ statistics: there, absent }))[0]!;
        const [pattern, written] = [decide(asking('rise-*')), decide(asking('rise-a', 'rise-b'))];
        // What is there decides, and what is not leaves it open: a pattern is one criterion over all that match.
        const partly = written.outcome === 'untestable' && there.some(({ id }) => id.startsWith('rise-'));
        if (!partly) expect(pattern.outcome).to.equal(written.outcome);
        expect(pattern.outcome === 'reproduced').to.equal(written.outcome === 'reproduced');
        if (intervals[0]?.[1] === -1 || intervals[1]?.[1] === -1) {
          expect(pattern.outcome).to.equal('not reproduced');
        }
        // A judge that asked the first match alone would pass where the last contradicts.
        if (intervals[0]?.[0] === 1 && intervals[1]?.[1] === -1) last += 1;
      }),
      { numRuns: runs(200) },
    );
    expect(last).to.be.above(0);
    const rise = ['rise-a', 'rise-b'].map((id) => ({ ...evidence(1, 2), id }));
    const told = judge(asking('rise-*'), ['embedded'], () => ({ statistics: rise, absent: [] }))[0]!;
    expect(told.criteria.map(({ label }) => label)).to.deep.equal(['rise (rise-a)', 'rise (rise-b)']);
    expect(() => judge(asking('gain-*'), ['embedded'], () => ({ statistics: rise, absent: [] }))).to.throw(
      'expected a statistic among rise-a, rise-b, got "gain-*"',
    );
  });

  it('stops on a statistic or a number that is not there', () => {
    expect(() => verdictFor()).to.throw('expected a statistic among');
    const broken = { ...evidence(1, 2), result: { mean: Number.NaN, ci95: [1, 2] } };
    expect(() => verdictFor(broken)).to.throw('expected a finite number at /mean');
  });
});
