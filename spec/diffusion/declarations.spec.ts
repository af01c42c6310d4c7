import { expect } from 'chai';
import { resolveLearningRate } from '../../harness/diffusion/optimisers/learning-rate.ts';
import { resolveOptimiser } from '../../harness/diffusion/optimisers/optimiser.ts';
import { resolvePrediction } from '../../harness/diffusion/prediction.ts';
import { resolveSampler } from '../../harness/diffusion/samplers/catalogue.ts';
import { resolveSchedule } from '../../harness/diffusion/schedule.ts';
import { resolveObjective } from '../../harness/diffusion/training-objective.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

const where = 'experiments/a.json /cell';
const learningRate = { peak: 1e-4 };

describe('declarations of training and sampling', () => {
  it('are completed as the release has it where they are silent', () => {
    expect(resolveSchedule({ kind: 'cosine' }, where)).to.deep.equal({
      kind: 'cosine',
      steps: 1000,
      offset: 0.008,
      order: 'noise-first',
    });
    expect(resolveSchedule({ kind: 'linear' }, where)).to.deep.equal({
      kind: 'linear',
      steps: 1000,
      firstBeta: 1e-4,
      lastBeta: 0.02,
    });
    expect(resolveSampler({ kind: 'truncated', steps: 50 }, where)).to.deep.equal({
      kind: 'truncated',
      steps: 50,
      startScale: 0.5,
      denominatorOffset: 1e-4,
    });
    expect(resolveSampler({ kind: 'euler-flow' }, where)).to.deep.equal({
      kind: 'euler-flow',
      steps: 16,
      startScale: 1,
    });
    expect(resolveObjective({ target: 'flow' }, where)).to.deep.equal({
      target: 'flow',
      distance: 'l1',
      time: 1000,
    });
  });

  it('are completed as the paper describes it where the release does something else', () => {
    expect(resolveSampler({ kind: 'respaced', steps: 50 }, where)).to.deep.equal({
      kind: 'respaced',
      steps: 50,
      spacing: 'linspace',
      startScale: 1,
      denominatorOffset: 0,
    });
    expect(resolveObjective({}, where)).to.deep.equal({ target: 'x0', distance: 'l1', weight: 'none' });
    expect(resolveOptimiser({ kind: 'adam', learningRate }, where)).to.deep.equal({
      kind: 'adam',
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0,
      learningRate: { peak: 1e-4, warmUp: 0, annealing: null },
      clipNorm: null,
    });
    expect(resolveOptimiser({ kind: 'adamw', learningRate, clipNorm: 1 }, where)).to.include({
      weightDecay: 0.01,
      clipNorm: 1,
    });
  });

  it('survive JSON and a second resolution', () => {
    const cases: [(declared: unknown, where: string) => unknown, object][] = [
      [resolveSchedule, { kind: 'cosine', order: 'clean-first' }],
      [resolveSchedule, { kind: 'linear', steps: 5 }],
      [resolvePrediction, { target: 'eps', clip: null }],
      [resolvePrediction, { target: 'v' }],
      [resolveObjective, { target: 'flow', time: 'fraction' }],
      [resolveObjective, { target: 'v', weight: 'snr', distance: 'l2' }],
      [resolveOptimiser, { kind: 'adamw', learningRate: { peak: 1, annealing: { to: 0, periods: 3 } } }],
    ];
    for (const [resolve, declared] of cases) {
      const once = resolve(declared, where);
      expect(resolve(JSON.parse(JSON.stringify(once)), where)).to.deep.equal(once);
    }
  });

  it('are refused by the place of what is wrong', () => {
    const cases: [() => unknown, string][] = [
      [
        () => resolveSchedule({ kind: 'cosine', steps: 0 }, where),
        '/cell/steps: expected an integer at least 1',
      ],
      [() => resolveSchedule({ kind: 'sigmoid' }, where), '/cell/kind: expected one of cosine, linear'],
      [() => resolveSchedule({ kind: 'linear', offset: 0.008 }, where), '/cell/offset: expected no keys but'],
      [() => resolveSchedule({ kind: 'linear', lastBeta: 1 }, where), '/cell/lastBeta: expected a number'],
      [() => resolvePrediction({ target: 'flow' }, where), '/cell/target: expected one of x0, eps, v'],
      [() => resolvePrediction({ target: 'x0', clip: 1 }, where), '/cell/clip: expected no keys but target'],
      [
        () => resolveObjective({ target: 'flow', weight: 'snr' }, where),
        '/cell/weight: expected no keys but',
      ],
      [() => resolveObjective({ weight: 'min-snr' }, where), '/cell/weight: expected one of none, snr'],
      [
        () => resolveSampler({ kind: 'truncated' }, where),
        '/cell/steps: expected an integer at least 1, got nothing',
      ],
      [
        () => resolveSampler({ kind: 'truncated', steps: 5, spacing: 'linspace' }, where),
        '/cell/spacing: expected no',
      ],
      [
        () => resolveSampler({ kind: 'respaced', steps: 5, startScale: -1 }, where),
        '/cell/startScale: expected',
      ],
      [
        () => resolveSampler({ kind: 'ddim', steps: 5 }, where),
        '/cell/kind: expected one of truncated, respaced',
      ],
      [
        () => resolveOptimiser({ kind: 'adam' }, where),
        '/cell/learningRate: expected an object, got nothing',
      ],
      [
        () => resolveOptimiser({ kind: 'sgd', learningRate }, where),
        '/cell/kind: expected one of adam, adamw',
      ],
      [
        () => resolveOptimiser({ kind: 'adam', learningRate, beta2: 1 }, where),
        '/cell/beta2: expected a number',
      ],
      [
        () => resolveOptimiser({ kind: 'adam', learningRate, clipNorm: 0 }, where),
        '/cell/clipNorm: expected',
      ],
      [
        () => resolveLearningRate({ peak: 1, annealing: { to: 0 } }, where),
        '/cell/annealing/periods: expected an integer',
      ],
    ];
    for (const [resolve, message] of cases) expect(resolve, message).to.throw(InputError, message);
  });
});
