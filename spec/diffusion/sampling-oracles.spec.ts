import { expect } from 'chai';
import { noisy, velocity } from '../../harness/diffusion/parameterisation.ts';
import { resolvePrediction } from '../../harness/diffusion/prediction.ts';
import { ancestral } from '../../harness/diffusion/samplers/ancestral.ts';
import { eulerFlow } from '../../harness/diffusion/samplers/euler-flow.ts';
import { oneStep } from '../../harness/diffusion/samplers/one-step.ts';
import { respaced } from '../../harness/diffusion/samplers/respaced.ts';
import type { Spacing } from '../../harness/diffusion/samplers/timesteps.ts';
import { timesteps } from '../../harness/diffusion/samplers/timesteps.ts';
import { truncated } from '../../harness/diffusion/samplers/truncated.ts';
import type { Diffusion } from '../../harness/diffusion/trained.ts';
import { distance, oracle, oracleValues, scheduleOf, toyNetwork } from './oracle.ts';

interface Run {
  readonly schedule: string;
  readonly T: number;
  readonly steps: number;
  readonly target?: 'x0' | 'eps' | 'v';
  readonly clip?: number | null;
  readonly result: number[];
}

const rows = oracle<{
  schedules: ({ kind: string; steps: number; at: number[]; alphas: number[] } & Record<string, unknown>)[];
  conversions: { schedule: string; T: number; index: number; noisy: number[]; velocity: number[] }[];
  spacings: {
    T: number;
    steps: number;
    spacing: Spacing;
    first: number[];
    last: number;
    weightedSum: number;
  }[];
  truncated: (Run & { startScale: number; denominatorOffset: number })[];
  respaced: (Run & { spacing: Spacing })[];
  ancestral: (Run & { spacing: Spacing; variance: 'posterior' | 'beta' })[];
  flows: { steps: number; grid: number | null; result: number[] }[];
}>('diffusion-sampling');

const N = 12;

/** A sampler's inputs as the oracle had them; fresh noise comes from its generator, seeds 100, 101, ... */
function sampling({ schedule, T, target = 'x0', clip = null }: Run, scale: number) {
  const prediction = target === 'eps' ? { target, clip, signalFloor: 0 } : { target };
  const trained: Diffusion = {
    kind: 'diffusion',
    schedule: scheduleOf(schedule, T),
    prediction: resolvePrediction(prediction, 'oracle'),
  };
  let drawn = 100;
  return {
    trained,
    predict: toyNetwork(T),
    start: Float32Array.from(oracleValues(5, N), (value) => scale * value),
    freshNoise: () => Float32Array.from(oracleValues(drawn++, N)),
  };
}

describe('noise schedules, against NumPy and PyTorch', () => {
  for (const { at, alphas, ...setting } of rows.schedules) {
    it(JSON.stringify(setting), () => {
      const { kind, steps, ...rest } = setting;
      const schedule = scheduleOf(kind, steps, rest);
      expect(schedule.alphas.length).to.equal(steps);
      at.forEach((i, k) => {
        const error = Math.abs(schedule.alphas[i] - alphas[k]!);
        expect(error, `index ${i}`).to.be.at.most(1e-12 * alphas[k]! + 1e-32);
      });
    });
  }
});

describe('parameterisations, against diffusers', () => {
  for (const row of rows.conversions) {
    it(`noising and v at index ${row.index} of the ${row.schedule} schedule`, () => {
      const alpha = scheduleOf(row.schedule, row.T).alphas[row.index];
      const [x0, eps] = [oracleValues(11, N), oracleValues(12, N)];
      expect(distance(noisy(x0, eps, alpha), row.noisy)).to.be.below(1e-12);
      expect(distance(velocity(x0, eps, alpha), row.velocity)).to.be.below(1e-12);
    });
  }
});

describe('respaced indices, against diffusers', () => {
  for (const row of rows.spacings) {
    it(`${row.spacing}: ${row.steps} of ${row.T}`, () => {
      const flipped = timesteps(scheduleOf('cosine', row.T), row.steps, row.spacing);
      const times = [...timesteps(scheduleOf('linear', row.T), row.steps, row.spacing)];
      expect(times).to.deep.equal([...flipped].map((index) => row.T - 1 - index));
      expect(times.slice(0, 12)).to.deep.equal(row.first);
      expect(times.at(-1)).to.equal(row.last);
      expect(times.reduce((sum, t, k) => sum + (k + 1) * t, 0)).to.equal(row.weightedSum);
    });
  }
});

// The toy network's output is rounded to single precision on both sides, where a last digit may differ.
const tolerance = 1e-6;

describe('samplers, against independent programs', () => {
  for (const row of rows.truncated) {
    const { schedule, T, steps, startScale, denominatorOffset } = row;
    it(`released loop in NumPy: ${steps} of ${T}, ${schedule}, start ${startScale}, offset ${denominatorOffset}`, async () => {
      const setting = { kind: 'truncated', steps, startScale, denominatorOffset } as const;
      expect(distance(await truncated.run(setting, sampling(row, startScale)), row.result)).to.be.below(
        tolerance,
      );
    });
  }

  for (const row of rows.respaced) {
    const { schedule, T, steps, spacing, target, clip } = row;
    it(`DDIM of diffusers: ${steps} of ${T}, ${schedule}, ${target}${clip ? ` within ${clip}` : ''}`, async () => {
      const setting = { kind: 'respaced', steps, spacing, startScale: 1, denominatorOffset: 0 } as const;
      expect(distance(await respaced.run(setting, sampling(row, 1)), row.result)).to.be.below(tolerance);
    });
  }

  it('the one step of DDIM from the noisiest index is one-step', async () => {
    const row = rows.respaced.find(({ steps }) => steps === 1)!;
    const latents = await oneStep.run({ kind: 'one-step', startScale: 1 }, sampling(row, 1));
    expect(distance(latents, row.result)).to.be.below(tolerance);
  });

  for (const row of rows.ancestral) {
    const { schedule, T, steps, spacing, variance, target } = row;
    it(`DDPM of diffusers: ${steps} of ${T}, ${schedule}, ${target}, ${spacing}, ${variance}`, async () => {
      const setting = { kind: 'ancestral', steps, spacing, variance, startScale: 1 } as const;
      expect(distance(await ancestral.run(setting, sampling(row, 1)), row.result)).to.be.below(tolerance);
    });
  }

  for (const { steps, grid, result } of rows.flows) {
    it(`Euler steps in NumPy: ${steps}, ${grid === null ? 'time as a fraction' : `grid of ${grid}`}`, async () => {
      const latents = await eulerFlow.run(
        { kind: 'euler-flow', steps, startScale: 1 },
        {
          trained: { kind: 'flow', time: grid ?? 'fraction' },
          predict: toyNetwork(1000),
          start: Float32Array.from(oracleValues(5, N)),
          freshNoise: () => expect.fail('Euler steps draw no noise'),
        },
      );
      expect(distance(latents, result)).to.be.below(tolerance);
    });
  }
});
