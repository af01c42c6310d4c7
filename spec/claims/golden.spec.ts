import { expect } from 'chai';
import fc from 'fast-check';
import { compareGolden } from '../../harness/claims/compare-golden.ts';
import { exitCodeOf } from '../../harness/claims/gate.ts';
import { type Conditions, compareVerdicts, type GoldenValues } from '../../harness/claims/golden.ts';
import type { Tolerance } from '../../harness/claims/tolerance.ts';
import { accepted, spreadOf } from '../../harness/claims/tolerance.ts';
import { tolerancePower } from '../../harness/claims/tolerance-power.ts';
import { updateValues, updateVerdicts } from '../../harness/claims/update-golden.ts';
import {
  anotherTolerance,
  arithmeticTolerance,
  repeatedTolerance,
  retrainedTolerance,
} from '../../harness/claims/usual-tolerances.ts';
import type { Verdict } from '../../harness/claims/verdict.ts';
import { numbersIn } from '../../harness/numeric/numbers-in.ts';

const absolute: Tolerance = { kind: 'absolute', size: 0.01, reason: 'r', source: 's' };
const statistic = (mean: number) => ({
  id: 'm',
  group: { dataset: 'a' },
  n: 3,
  subjects: 3,
  options: {},
  result: { mean, ci95: [mean - 1, mean + 1] },
  units: { mean: 'dB', ci95: 'dB' },
});
const run = (mean: number, drawn = true) => ({
  statistics: [statistic(mean)],
  networked: drawn ? [{ statistic: 'm', group: { dataset: 'a' } }] : [],
});
const golden = (repeated: Tolerance, expected: Record<string, number | number[]>): GoldenValues => ({
  experiment: 'e',
  seeds: [1],
  engine: 'x 1',
  trained: false,
  values: [{ statistic: 'm', group: { dataset: 'a' }, repeated, expected }],
});
const conditions: Conditions = { seed: 1, engine: 'x 1', trained: false };
const of = (runs: ReturnType<typeof run>[]): GoldenValues => ({
  ...golden(absolute, {}),
  seeds: runs.map((_, i) => i + 1),
  values: updateValues(undefined, 'e', runs).values,
});
const told = (kept: GoldenValues, mean: number, under: Partial<Conditions> = {}) =>
  compareGolden(kept, [statistic(mean)], { ...conditions, ...under });
const verdict = (outcome: Verdict['outcome']): Verdict => ({
  claim: 'C01',
  part: '',
  tier: 'embedded',
  outcome,
  reason: 'r',
  experiment: 'e',
  criteria: [],
  scope: [],
  replay: '',
});

describe('golden values', () => {
  it('accept what lies within the tolerance and name what does not', () => {
    const values = golden(absolute, { '/mean': 20, '/ci95/1': 21 });
    expect(told(values, 20.005).deviations).to.deep.equal([]);
    const { compared, deviations } = told(values, 20.02);
    expect(compared.map(({ unit, regime }) => [unit, regime])).to.deep.equal([
      ['dB', 'repeated'],
      ['dB', 'repeated'],
    ]);
    expect(deviations.map(({ where }) => where)).to.deep.equal(['e m a/mean', 'e m a/ci95/1']);
  });

  it('accept both ends of their range and nothing beyond them, which is as wide as it is said to be', () => {
    const values = golden({ ...absolute, size: 0.5 }, { '/mean': 20 });
    for (const end of [19.5, 20.5]) expect(told(values, end).deviations, `${end}`).to.deep.equal([]);
    expect(told(values, 20).compared).to.deep.equal([{ regime: 'repeated', unit: 'dB', reach: 0.5 }]);
    for (const beyond of [19.4375, 20.5625])
      expect(told(values, beyond).deviations).to.deep.equal([
        {
          where: 'e m a/mean',
          expected: '20',
          got: `${beyond}`,
          tolerance: 'repeated, absolute 0.5: 19.5 .. 20.5 (r)',
        },
      ]);
  });

  it('are of a group whatever the order of its levels', () => {
    const [one, other] = [
      { dataset: 'a', seed: 'b' },
      { seed: 'b', dataset: 'a' },
    ];
    const values = golden(absolute, { '/mean': 20 });
    const kept = { ...values, values: [{ ...values.values[0]!, group: one }] };
    const { deviations } = compareGolden(kept, [{ ...statistic(20), group: other }], conditions);
    expect(deviations).to.deep.equal([]);
  });

  it('count a statistic that is no longer computed as a deviation', () => {
    const { compared, deviations } = compareGolden(golden(absolute, { '/mean': 20 }), [], conditions);
    expect(deviations[0]!.got).to.equal('nothing: the statistic is not computed');
    expect(compared[0]!.unit).to.equal('');
    const elsewhere = told(golden(absolute, { '/median': 20 }), 20);
    expect(elsewhere.deviations[0]!.got).to.equal('nothing: the statistic is not computed');
    expect(elsewhere.compared[0]!.unit).to.equal('');
  });

  it('count apart what lacks an asset that nobody has fetched, and take nothing back for it', () => {
    const group = { dataset: 'a' };
    const values = golden(absolute, { '/mean': 20, '/ci95/0': 19 });
    const lacking = { statistic: 'm', group, reason: 'needs the asset w' };
    const without = compareGolden(values, [], conditions, [{ ...lacking, unfetched: 'w' }]);
    expect([without.compared.length, without.deviations.length, without.unfetched]).to.eql([0, 0, 2]);
    expect(compareGolden(values, [], conditions, [lacking]).deviations).to.have.length(2);
    const kept = (absent: readonly object[]) =>
      updateValues(values, 'e', [{ statistics: [], networked: [], absent: absent as [] }]);
    expect(kept([{ ...lacking, unfetched: 'w' }])).to.deep.equal({ values: values.values, changes: [] });
    expect(kept([lacking]).values).to.deep.equal([]);

    const before = [{ claim: 'C01', part: '', tier: 'embedded' as const, outcome: 'reproduced' as const }];
    const untestable = verdict('untestable');
    const unfetched = { ...untestable, unfetched: ['w'] };
    expect(compareVerdicts(before, [unfetched])).to.deep.equal([]);
    expect(compareVerdicts(before, [untestable])).to.have.length(1);
    expect(compareVerdicts(before, [{ ...verdict('not reproduced'), unfetched: ['w'] }])).to.have.length(1);
    expect(updateVerdicts(before, [unfetched])).to.deep.equal({ verdicts: before, changes: [] });
    expect(updateVerdicts([], [unfetched]).verdicts).to.deep.equal([{ ...before[0], outcome: 'untestable' }]);
  });

  it('take a relative tolerance of the value', () => {
    expect(accepted(-200, { ...absolute, kind: 'relative' })).to.deep.equal([-202, -198]);
  });

  it('take a prediction interval over raw runs: t, n - 1, and room for one more run', () => {
    // Runs 1, 2, 3: mean 2, sd 1, t(0.975, 2) = 4.302652729911275; times sqrt(4/3).
    const [low, high] = accepted([1, 2, 3], { ...absolute, kind: 'prediction-interval', size: 0.95 });
    expect(high - 2).to.be.closeTo(4.302652729911275 * Math.sqrt(4 / 3), 1e-9);
    expect(2 - low).to.be.closeTo(high - 2, 1e-12);
  });

  it('pool the spread of a statistic over its groups, each about its own mean', () => {
    // Squares about the means 2 and 20: 2 + 8 over 2 + 2 degrees of freedom.
    const groups = [
      [1, 2, 3],
      [18, 20, 22],
    ];
    expect(spreadOf(groups)).to.deep.equal({ sd: Math.sqrt(10 / 4), freedom: 4 });
    const one = of([20, 20.4, 19.7].map((mean) => run(mean)));
    const [entry] = one.values;
    const steady = { ...entry!, group: { dataset: 'b' }, expected: { '/mean': [5, 5, 5] } };
    const reachIn = (values: GoldenValues['values']) =>
      compareGolden({ ...one, values }, [statistic(20)], { ...conditions, seed: 9 }).compared[0]!.reach;
    expect(reachIn([entry!, steady])).to.be.below(reachIn([entry!]) / 2);
  });

  it('are met by the very run that they were taken from, and left by the least change of it', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(value, value, fc.boolean(), (mean, other, drawn) => {
        const kept = of([run(mean, drawn), run(other, drawn)]);
        for (const [i, own] of [mean, other].entries()) {
          expect(told(kept, own, { seed: i + 1 }).deviations).to.deep.equal([]);
          const moved = own + 1e-4 * Math.max(1, Math.abs(own));
          expect(told(kept, moved, { seed: i + 1 }).deviations).to.not.deep.equal([]);
        }
        expect(updateValues(kept, 'e', [run(mean, drawn), run(other, drawn)]).changes).to.deep.equal([]);
      }),
    );
  });

  it('show old and new when they change, and keep their tolerance', () => {
    const before = golden(absolute, { '/mean': 20, '/ci95/0': 21, '/ci95/1': 23 });
    const { values, changes } = updateValues(before, 'e', [run(22, false)]);
    expect(changes).to.deep.equal([{ where: 'e m a/mean', from: 20, to: 22 }]);
    expect(values[0]!.repeated).to.equal(absolute);
  });

  it('keep what they may differ by while a network stands behind them, or none, as before', () => {
    const [another, retrained] = [0.1, 0.2].map((size) => ({ ...absolute, size }));
    const still = golden(absolute, { '/mean': 20 });
    const drawn = { ...still, values: [{ ...still.values[0]!, another: another!, retrained: retrained! }] };
    const rulesAfter = (before: GoldenValues, networked: boolean) => {
      const {
        statistic: _,
        group,
        expected,
        ...rules
      } = updateValues(before, 'e', [run(20, networked)]).values[0]!;
      return rules;
    };
    expect(rulesAfter(drawn, true)).to.deep.equal({ repeated: absolute, another, retrained });
    expect(rulesAfter(still, false)).to.deep.equal({ repeated: absolute });
    expect(rulesAfter(still, true)).to.deep.equal({
      repeated: repeatedTolerance,
      another: anotherTolerance,
      retrained: retrainedTolerance,
    });
    expect(rulesAfter(drawn, false)).to.deep.equal({ repeated: arithmeticTolerance });
  });

  it('are the numbers that every run found, without the options that a result repeats', () => {
    const found = (mean: number, n: unknown) => ({
      statistics: [{ ...statistic(mean), options: { resamples: 9 }, result: { mean, n, resamples: 9 } }],
      networked: [],
    });
    const { values, changes } = updateValues(undefined, 'e', [found(1, 3), found(2, Number.NaN)]);
    expect(values.map(({ expected }) => expected)).to.deep.equal([{ '/mean': [1, 2] }]);
    expect(changes).to.deep.equal([{ where: 'e m a/mean', from: null, to: '1, 2' }]);
    const elsewhere = { values: [{ ...values[0]!, group: { dataset: 'b' } }] };
    expect(updateValues(elsewhere, 'e', [{ statistics: [], networked: [] }]).changes).to.deep.equal([
      { where: 'e m b/mean', from: '1, 2', to: null },
    ]);
  });

  it('hold the same seed to its own run, and another seed, engine or training to the spread of all', () => {
    const means = [20, 20.3, 19.9, 20.1, 20.2, 19.8, 20.1, 20];
    const kept = of(means.map((mean) => run(mean)));
    expect(kept.values[0]!.expected['/mean']).to.deep.equal(means);
    expect(told(kept, 20.3, { seed: 2 }).deviations).to.deep.equal([]);
    expect(told(kept, 20.3, { seed: 1 }).deviations).to.not.deep.equal([]);
    for (const other of [{ seed: 9 }, { engine: 'x 2' }, { trained: true }]) {
      const { compared, deviations } = told(kept, 20.3, other);
      expect(deviations).to.deep.equal([]);
      expect(new Set(compared.map(({ regime }) => regime))).to.deep.equal(new Set(['another']));
      expect(told(kept, 30, other).deviations).to.not.deep.equal([]);
    }
  });

  it('of arithmetic alone are held to what they were, whatever engine or training, and never to a spread', () => {
    const same = of([20, 20, 20].map((mean) => run(mean, false)));
    expect(same.values[0]).to.not.have.any.keys('another', 'retrained');
    expect(same.values[0]!.expected['/mean']).to.equal(20);
    for (const other of [{ seed: 9 }, { engine: 'x 2' }, { trained: true }]) {
      expect(told(same, 20, other).compared[0]!.regime).to.equal('repeated');
      expect(told(same, 20.001, other).deviations).to.not.deep.equal([]);
    }
    const resampled = of([20, 20.3, 19.9].map((mean) => run(mean, false)));
    expect(told(resampled, 20.3, { seed: 2, engine: 'x 2' }).deviations).to.deep.equal([]);
    const unsaid = told(resampled, 25, { seed: 9 });
    expect([unsaid.compared.length, unsaid.unsaid]).to.deep.equal([0, 3]);
    expect(told(of([run(20, false)]), 25, { seed: 9 }).unsaid).to.equal(3);
  });

  it('allow networks that were trained anew more than those that ship, and no more than that', () => {
    const kept = of([20, 20.001, 19.999].map((mean) => run(mean)));
    expect(told(kept, 21).deviations).to.not.be.empty;
    expect(told(kept, 21, { seed: 9 }).deviations).to.not.be.empty;
    expect(told(kept, 21, { trained: true }).deviations).to.deep.equal([]);
    expect(told(kept, 24, { trained: true }).deviations).to.not.be.empty;
    expect(told(kept, 21, { engine: 'x 2' }).deviations).to.not.be.empty;
    // Trained when they were taken: another engine trains them anew, another seed does not.
    const trained = { ...kept, trained: true };
    expect(told(trained, 21, { trained: true, engine: 'x 2' }).deviations).to.deep.equal([]);
    expect(told(trained, 21, { trained: true, seed: 9 }).deviations).to.not.be.empty;
  });

  it('say the smallest change that would have been told, by unit and regime', () => {
    const reaches = [0.3, 0.1, 0.2, 0.4].map((reach) => ({ regime: 'repeated' as const, unit: 'dB', reach }));
    const other = { regime: 'another' as const, unit: '1', reach: 5 };
    expect(tolerancePower([...reaches, other])).to.deep.equal([
      { regime: 'another', unit: '1', values: 1, half: 5, most: 5, all: 5 },
      { regime: 'repeated', unit: 'dB', values: 4, half: 0.2, most: 0.4, all: 0.4 },
    ]);
  });

  it('keep a distance where raw runs happen to agree', () => {
    const floor = { absolute: 0.5, relative: 0.01 };
    const tolerance: Tolerance = { ...absolute, kind: 'prediction-interval', size: 0.99, floor };
    expect(accepted([100, 100, 100], tolerance)).to.deep.equal([98.5, 101.5]);
  });

  it('hold a group that varies more than the rest to its own spread', () => {
    const groupOf = (dataset: string, mean: number) => ({ ...statistic(mean), group: { dataset } });
    const runs = [0, 4, -4].map((off, i) => ({
      statistics: ['a', 'b', 'c', 'd', 'e'].map((dataset) =>
        groupOf(dataset, 20 + (dataset === 'a' ? off : i / 100)),
      ),
      networked: ['a', 'b', 'c', 'd', 'e'].map((dataset) => ({ statistic: 'm', group: { dataset } })),
    }));
    const kept = {
      ...golden(absolute, {}),
      seeds: [1, 2, 3],
      values: updateValues(undefined, 'e', runs).values,
    };
    const reached = (dataset: string, mean: number) =>
      compareGolden(
        {
          ...kept,
          values: kept.values.filter(({ group }) => group['dataset'] === 'a' || group['dataset'] === dataset),
        },
        [groupOf('a', 20), groupOf(dataset, mean)],
        { ...conditions, seed: 9 },
      ).deviations;
    expect(reached('b', 20.01)).to.deep.equal([]);
    const widths = compareGolden(
      kept,
      ['a', 'b'].map((dataset) => groupOf(dataset, 20)),
      { ...conditions, seed: 9 },
    );
    const [own, pooled] = [widths.compared[0]!.reach, widths.compared[3]!.reach];
    expect(own, 'sd 4 against 4 / sqrt(5) of all').to.be.above(1.8 * pooled);
  });

  it('keep a statistic of a single number, and drop one that has none', () => {
    const one = { ...statistic(1), result: { mean: 1 } };
    const none = { ...statistic(1), id: 'none', result: { text: 'nothing' } };
    const { values } = updateValues(undefined, 'e', [{ statistics: [one, none], networked: [] }] as never);
    expect(values.map(({ statistic: id, expected }) => [id, expected])).to.deep.equal([
      ['m', { '/mean': 1 }],
    ]);
  });

  it('pin every finite number of a result', () => {
    expect(numbersIn({ a: 1, b: [2, Number.NaN], 'c/d': { '~': 3 }, e: 'x', f: null })).to.deep.equal([
      ['/a', 1],
      ['/b/0', 2],
      ['/c~1d/~0', 3],
    ]);
  });
});

describe('golden verdicts', () => {
  const before = [{ claim: 'C01', part: '', tier: 'embedded' as const, outcome: 'reproduced' as const }];

  it('notice a change and whether it is for the worse', () => {
    expect(compareVerdicts(before, [verdict('reproduced')])).to.deep.equal([]);
    for (const outcome of ['inconclusive', 'untestable', 'not reproduced', 'inconsistent'] as const) {
      expect(compareVerdicts(before, [verdict(outcome)])[0]!.worse, outcome).to.equal(true);
      expect(
        compareVerdicts([{ ...before[0]!, outcome }], [verdict('reproduced')])[0]!.worse,
        outcome,
      ).to.equal(false);
    }
  });

  it('take evidence where there was none for no change for the worse', () => {
    const bare = [{ ...before[0]!, outcome: 'untestable' as const }];
    expect(compareVerdicts(bare, [verdict('not reproduced')])[0]!.worse).to.equal(false);
  });

  it('are listed by claim, those of one claim in the order in which they were judged', () => {
    const of = (claim: string, part: string): Verdict => ({ ...verdict('reproduced'), claim, part });
    const judged = [of('C03', 'b'), of('C01', 'z'), of('C02', 'a'), of('C03', 'a'), of('C01', 'c')];
    const { verdicts } = updateVerdicts([], judged);
    expect(verdicts.map(({ claim, part }) => claim + part)).to.deep.equal([
      'C01z',
      'C01c',
      'C02a',
      'C03b',
      'C03a',
    ]);
  });

  it('go with a part that a judged claim no longer has', () => {
    const parts = ['a', 'b'].map((part) => ({ ...before[0]!, part }));
    expect(updateVerdicts(parts, [{ ...verdict('reproduced'), part: 'a' }])).to.deep.equal({
      verdicts: [parts[0]],
      changes: [{ where: 'C01, b, embedded', from: 'reproduced', to: null }],
    });
  });

  it('are updated for judged claims only', () => {
    const other = { ...before[0]!, claim: 'C02' };
    const { verdicts, changes } = updateVerdicts([...before, other], [verdict('inconclusive')]);
    expect(verdicts).to.have.length(2);
    expect(changes).to.deep.equal([{ where: 'C01, embedded', from: 'reproduced', to: 'inconclusive' }]);
  });
});

describe('exit codes', () => {
  const clean = { faults: 0, deviations: [], changed: [], ungolden: 0, strict: true };
  const deviation = { where: 'w', expected: '1', got: '2', tolerance: 't' };
  it('are 0 when all gates pass, 1 for bad input, 2 for a golden regression, 3 for a worse verdict', () => {
    expect(exitCodeOf(clean)).to.equal(0);
    expect(exitCodeOf({ ...clean, faults: 1, deviations: [deviation] })).to.equal(1);
    expect(exitCodeOf({ ...clean, deviations: [deviation], changed: [{ worse: true }] })).to.equal(2);
    expect(exitCodeOf({ ...clean, changed: [{ worse: true }] })).to.equal(3);
    expect(exitCodeOf({ ...clean, changed: [{ worse: false }] })).to.equal(0);
  });
  it('count missing golden values only where the gate is strict', () => {
    expect(exitCodeOf({ ...clean, ungolden: 1 })).to.equal(2);
    expect(exitCodeOf({ ...clean, ungolden: 1, strict: false })).to.equal(0);
  });
});
