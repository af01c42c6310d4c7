import { expect } from 'chai';
import fc from 'fast-check';
import { exitCodeOf } from '../../harness/claims/gate.ts';
import { compareGolden, compareVerdicts, type GoldenValues, numbersIn } from '../../harness/claims/golden.ts';
import type { Tolerance } from '../../harness/claims/tolerance.ts';
import { accepted } from '../../harness/claims/tolerance.ts';
import { updateValues, updateVerdicts } from '../../harness/claims/update-golden.ts';
import type { Verdict } from '../../harness/claims/verdict.ts';

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
const golden = (tolerance: Tolerance, expected: Record<string, number | number[]>): GoldenValues => ({
  experiment: 'e',
  seed: 1,
  values: [{ statistic: 'm', group: { dataset: 'a' }, tolerance, expected }],
});
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
    expect(compareGolden(values, [statistic(20.005)], false).deviations).to.deep.equal([]);
    const { compared, deviations } = compareGolden(values, [statistic(20.02)], false);
    expect(compared).to.equal(2);
    expect(deviations.map(({ where }) => where)).to.deep.equal(['e m a/mean', 'e m a/ci95/1']);
  });

  it('count a statistic that is no longer computed as a deviation', () => {
    expect(compareGolden(golden(absolute, { '/mean': 20 }), [], false).deviations[0]!.got).to.include(
      'not computed',
    );
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

  it('are met by the very run that they were taken from', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), (mean) => {
        const { values } = updateValues(undefined, 'e', [[statistic(mean)]]);
        expect(
          compareGolden({ experiment: 'e', seed: 1, values }, [statistic(mean)], false).deviations,
        ).to.deep.equal([]);
        expect(
          updateValues({ experiment: 'e', seed: 1, values }, 'e', [[statistic(mean)]]).changes,
        ).to.deep.equal([]);
      }),
    );
  });

  it('show old and new when they change, and keep their tolerance', () => {
    const before = golden(absolute, { '/mean': 20, '/ci95/0': 21, '/ci95/1': 23 });
    const { values, changes } = updateValues(before, 'e', [[statistic(22)]]);
    expect(changes).to.deep.equal([{ where: 'e m a/mean', from: 20, to: 22 }]);
    expect(values[0]!.tolerance).to.equal(absolute);
  });

  it('of several seeds keep every raw run, and accept each of them', () => {
    const runs = [20, 20.3, 19.9].map((mean) => [statistic(mean)]);
    const { values } = updateValues(undefined, 'e', runs);
    expect(values[0]!.expected['/mean']).to.deep.equal([20, 20.3, 19.9]);
    const kept = { experiment: 'e', seed: [1, 2, 3], values };
    for (const run of runs) expect(compareGolden(kept, run, false).deviations).to.deep.equal([]);
    expect(compareGolden(kept, [statistic(25)], false).deviations).to.not.be.empty;
  });

  it('allow networks that were trained anew more than those that ship, and no more than that', () => {
    const runs = [20, 20.001, 19.999].map((mean) => [statistic(mean)]);
    const kept = { experiment: 'e', seed: [1, 2, 3], values: updateValues(undefined, 'e', runs).values };
    expect(compareGolden(kept, [statistic(20.3)], false).deviations).to.not.be.empty;
    expect(compareGolden(kept, [statistic(20.3)], true).deviations).to.deep.equal([]);
    expect(compareGolden(kept, [statistic(24)], true).deviations).to.not.be.empty;
  });

  it('keep a distance where raw runs happen to agree', () => {
    const floor = { absolute: 0.5, relative: 0.01 };
    const tolerance: Tolerance = { ...absolute, kind: 'prediction-interval', size: 0.99, floor };
    expect(accepted([100, 100, 100], tolerance)).to.deep.equal([98.5, 101.5]);
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
