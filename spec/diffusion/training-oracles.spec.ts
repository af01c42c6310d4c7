import { expect } from 'chai';
import { interpolateBilinear } from '../../harness/degrade/interpolate.ts';
import { type ConditionMode, type ConditionParts, condition } from '../../harness/diffusion/condition.ts';
import { initialEma, updateEma } from '../../harness/diffusion/ema.ts';
import type { LatentShape } from '../../harness/diffusion/latent-shape.ts';
import { clipGradients } from '../../harness/diffusion/optimisers/clip-gradients.ts';
import { type LearningRate, learningRateAt } from '../../harness/diffusion/optimisers/learning-rate.ts';
import {
  initialOptimiser,
  optimiserStep,
  resolveOptimiser,
} from '../../harness/diffusion/optimisers/optimiser.ts';
import { exampleLoss } from './example-loss.ts';
import { distance, oracle, oracleValues } from './oracle.ts';
import { gradientsOf, type Problem, startOf } from './toy-problems.ts';

const rows = oracle<{
  trajectories: ({
    problem: Problem;
    precision: 'float32' | 'float64';
    points: number[][];
    norms: number[];
    rates: number[];
  } & Record<string, unknown>)[];
  learningRates: { rate: LearningRate; steps: number[]; rates: number[] }[];
  clips: { scale: number; most: number; norm: number; clipped: number[] }[];
  averages: { decay: number; warmUp: boolean; updates: number; average: number[] }[];
  losses: { distance: 'l1' | 'l2'; alphas: number[]; plain: number; snr: number }[];
  conditions: { mode: ConditionMode; from: LatentShape; to: [number, number]; result: number[] }[];
}>('diffusion-training');

describe('optimisers, against PyTorch over 200 steps', () => {
  for (const { problem, precision, points, norms, rates, ...declared } of rows.trajectories) {
    const setting = resolveOptimiser(declared, 'oracle');
    const { kind, weightDecay, clipNorm, learningRate } = setting;
    const rate = `${learningRate.warmUp ? 'warm-up' : learningRate.annealing ? 'annealing' : 'constant rate'}`;
    const title = `${kind} on the ${problem}, decay ${weightDecay}, clip ${clipNorm}, ${rate}, ${precision}`;

    it(title, () => {
      const [tolerance, floor] = precision === 'float64' ? [1e-9, 1e-6] : [1e-4, 0.1];
      const parameters = startOf(precision);
      const state = initialOptimiser(parameters);
      for (let step = 1, row = 0; step <= 200; step++) {
        const gradients = gradientsOf(problem, parameters);
        const taken = optimiserStep(setting, state, parameters, gradients);
        if (points[row]![0] !== step) continue;
        const found = [...parameters.get('a')!, ...parameters.get('b')!];
        expectNear(found, points[row]!.slice(1), tolerance, `step ${step}`, floor);
        expectNear([taken.norm], [norms[row]!], tolerance * 100, `norm at step ${step}`, floor);
        expectNear([taken.learningRate], [rates[row]!], 1e-12, `rate at step ${step}`);
        row++;
      }
      expect(state.step).to.equal(200);
    });
  }
});

describe('clipping, against PyTorch', () => {
  for (const { scale, most, norm, clipped } of rows.clips) {
    it(`to ${most} of a norm of ${norm}`, () => {
      const [a, b] = [oracleValues(51, 6), oracleValues(52, 4)].map((values) => values.map((v) => scale * v));
      const gradients = new Map([
        ['a', a!],
        ['b', b!],
      ]);
      expectNear([clipGradients(gradients, most)], [norm], 1e-12, 'norm', 0);
      expectNear([...a!, ...b!], clipped, 1e-12, 'gradients', 0);
    });
  }
});

describe('learning rates, against PyTorch', () => {
  for (const { rate, steps, rates } of rows.learningRates) {
    it(JSON.stringify(rate), () => {
      const found = steps.map((step) => learningRateAt(rate, step));
      // PyTorch multiplies its way from step to step, which adds rounding of its own.
      expectNear(found, rates, 1e-10, 'rates');
    });
  }
});

describe('moving averages, against PyTorch', () => {
  for (const { decay, warmUp, updates, average } of rows.averages) {
    it(`decay ${decay}${warmUp ? ' with warm-up' : ''}`, () => {
      const state = initialEma(new Map([['p', oracleValues(1000, 6)]]));
      for (let n = 1; n <= updates; n++) {
        updateEma({ decay, warmUp }, state, new Map([['p', oracleValues(1000 + n, 6)]]));
      }
      expect(state.updates).to.equal(updates);
      expect(distance(state.averages.get('p')!, average)).to.be.below(1e-12);
    });
  }
});

describe('losses, against PyTorch', () => {
  for (const row of rows.losses) {
    it(`${row.distance}, plain and weighted by snr / (snr + 1)`, () => {
      const [output, target] = [31, 32].map((seed) => Float32Array.from(oracleValues(seed, 12)));
      const example = { noisy: target!, target: target!, times: new Float32Array(3), distance: row.distance };
      const loss = (weights: number[]) =>
        exampleLoss({ ...example, weights: Float32Array.from(weights) }, output!);
      expectNear([loss([1, 1, 1]), loss(row.alphas)], [row.plain, row.snr], 2e-7, 'losses');
    });
  }
});

describe('conditions, against PyTorch', () => {
  for (const { mode, from, to, result } of rows.conditions) {
    it(`${mode}: [${from.join(', ')}] to ${to.join(' x ')}`, async () => {
      const images = {
        shape: from,
        data: Float32Array.from(
          oracleValues(
            41,
            from.reduce((a, b) => a * b),
          ),
        ),
      };
      const parts: ConditionParts = {
        encode: (given) => given,
        enlarge: () => expect.fail('only the upsampled condition enlarges'),
        resize: interpolateBilinear,
        imageSize: [1, 1],
        latentSize: [1, ...to],
        pixelScale: 1,
      };
      const { shape, data } = await condition(mode, images, parts);
      expect(shape.slice(2)).to.deep.equal(to);
      expect(distance(data, result)).to.be.below(3e-7);
    });
  }
});

function expectNear(found: number[], expected: number[], relative: number, what: string, floor = 1e-6): void {
  expect(found.length).to.equal(expected.length);
  found.forEach((value, i) => {
    const scale = Math.max(Math.abs(expected[i]!), floor);
    expect(Math.abs(value - expected[i]!) / scale, `${what}, value ${i}`).to.be.at.most(relative);
  });
}
