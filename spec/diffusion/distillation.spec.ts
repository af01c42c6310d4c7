import { expect } from 'chai';
import fc from 'fast-check';
import { type Distillation, distillationExample } from '../../harness/diffusion/distillation.ts';
import { noisy, velocity } from '../../harness/diffusion/parameterisation.ts';
import { cleanEstimate } from '../../harness/diffusion/prediction.ts';
import { respaced } from '../../harness/diffusion/samplers/respaced.ts';
import { timesteps } from '../../harness/diffusion/samplers/timesteps.ts';
import { createSchedule, resolveSchedule, type Schedule } from '../../harness/diffusion/schedule.ts';
import { type DistilledPrediction, taughtTarget } from '../../harness/diffusion/taught-target.ts';
import { declared } from '../../harness/networks/declared.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { joined } from '../../harness/training/denoiser-task.ts';
import { denoiserLoss } from '../../harness/training/losses.ts';
import { expectEven } from '../by-chance.ts';
import { normals, scheduleOf } from '../laws/diffusion/arbitraries.ts';
import { generatedInput, generatedTensors } from '../networks/oracle-tensors.ts';
import { referenceEngine } from '../networks/reference/engine.ts';
import { runs } from '../runs.ts';
import { distance, oracle } from './oracle.ts';

type Taught = typeof taughtTarget;
const predictions: fc.Arbitrary<DistilledPrediction> = fc.constantFrom({ target: 'x0' }, { target: 'v' });
const cosine = createSchedule(resolveSchedule({ kind: 'cosine', steps: 200 }, 'law'));
const samplingSteps = fc.constantFrom(1, 2, 3, 4, 8);
/** A network without any meaning that knows the time and treats every value alone. */
const output = (x: number, time: number, schedule: Schedule) =>
  Math.sin(x + (3 * time) / schedule.alphas.length) + 0.3 * x;

/** How far what a perfect student draws in N steps lies from what its teacher draws in 2 N. */
async function astray(
  schedule: Schedule,
  prediction: DistilledPrediction,
  steps: number,
  taught: Taught,
): Promise<number> {
  const [length, start] = [6, normals(4, 6)];
  const trained = { kind: 'diffusion', schedule, prediction } as const;
  const own = { kind: 'respaced', spacing: 'trailing', startScale: 1, denominatorOffset: 0 } as const;
  const drawn = (of: number, predict: (z: Float32Array, time: number) => Promise<Float32Array>) =>
    respaced.run(
      { ...own, steps: of },
      {
        trained,
        predict,
        start,
        freshNoise: () => expect.fail('DDIM draws no noise'),
      },
    );
  const teach = async (z: Float32Array, indices: Float32Array) =>
    z.map((x, i) => output(x, indices[Math.floor(i / length)]!, schedule));
  let step = 0;
  const distillation = { schedule, prediction, samplingSteps: steps };
  const student = await drawn(steps, async (z) => (await taught(distillation, z, [step++], teach)).target);
  return distance(
    student,
    await drawn(2 * steps, async (z, time) => z.map((x) => output(x, time, schedule))),
  );
}

/** Targets that are wrong, by what is wrong with them. */
const wrong: Readonly<Record<string, Taught>> = {
  "the teacher's own estimate, of one step": async (distillation, z, steps, teach) => {
    const { target, times, ...rest } = await taughtTarget(distillation, z, steps, teach);
    return { ...rest, times, target: (await teach(z, times)).slice(0, target.length) };
  },
  'the estimate of the second step alone': (distillation, z, steps, teach) => {
    let calls = 0;
    return taughtTarget(distillation, z, steps, async (given, times) =>
      calls++ === 0 ? given.map(() => 0) : teach(given, times),
    );
  },
  'that of a teacher of four steps for one': (distillation, z, steps, teach) =>
    taughtTarget({ ...distillation, samplingSteps: 2 * distillation.samplingSteps }, z, steps, teach),
  'that of another target': (distillation, z, steps, teach) => {
    const target = distillation.prediction.target === 'v' ? 'x0' : 'v';
    return taughtTarget({ ...distillation, prediction: { target } }, z, steps, teach);
  },
};

describe('progressive distillation', () => {
  it('teaches what draws in N steps what the teacher draws in 2 N', async () =>
    fc.assert(
      fc.asyncProperty(
        scheduleOf(fc.integer({ min: 16, max: 200 })),
        predictions,
        samplingSteps,
        async (schedule, prediction, steps) => {
          expect(await astray(schedule, prediction, steps, taughtTarget)).to.be.below(2e-4);
        },
      ),
      { numRuns: runs(20) },
    ));

  for (const [name, taught] of Object.entries(wrong)) {
    it(`is seen to be wrong where it is ${name}`, async () => {
      for (const prediction of [{ target: 'x0' }, { target: 'v' }] as const)
        expect(await astray(cosine, prediction, 4, taught)).to.be.above(1e-2);
    });
  }

  it('of a teacher that knows the clean latent is an ordinary training on it', async () =>
    fc.assert(
      fc.asyncProperty(predictions, samplingSteps, fc.nat(), async (prediction, steps, seed) => {
        const clean = normals(seed, 24);
        const distillation: Distillation = {
          ...{ schedule: cosine, prediction, samplingSteps: steps },
          ...{ seed, purpose: 'law' },
        };
        const knows = async (z: Float32Array, indices: Float32Array) =>
          z.map((x, i) => {
            const alpha = cosine.alphas[indices[Math.floor(i / 8)]!]!;
            if (prediction.target === 'x0') return clean[i]!;
            return (Math.sqrt(alpha) * x - clean[i]!) / Math.sqrt(1 - alpha);
          });
        const example = await distillationExample(distillation, clean, [3, 2, 2, 2], 5, knows);
        const expected = Float64Array.from(clean, (x, i) => {
          const alpha = cosine.alphas[example.times[Math.floor(i / 8)]!]!;
          const eps = (example.noisy[i]! - Math.sqrt(alpha) * x) / Math.sqrt(1 - alpha);
          return prediction.target === 'x0' ? x : Math.sqrt(alpha) * eps - Math.sqrt(1 - alpha) * x;
        });
        expect(distance(example.target, expected)).to.be.below(1e-4);
      }),
      { numRuns: runs(10) },
    ));

  it('weighs an error as its square in v, whatever is predicted', async () =>
    fc.assert(
      fc.asyncProperty(predictions, samplingSteps, fc.nat(), async (prediction, steps, seed) => {
        const z = normals(seed, 4 * steps);
        const all = Array.from({ length: steps }, (_, k) => k);
        const distillation = { schedule: cosine, prediction, samplingSteps: steps };
        const { target, times, weights } = await taughtTarget(distillation, z, all, async (values) => values);
        const guess = normals(seed + 1, 4 * steps);
        all.forEach((b) => {
          const alpha = cosine.alphas[times[b]!]!;
          const of = (values: Float32Array) => values.subarray(4 * b, 4 * b + 4);
          const inV = (values: Float32Array) => {
            const x0 = cleanEstimate(prediction, of(values), Float64Array.from(of(z)), alpha);
            const eps = x0.map((x, i) => (of(z)[i]! - Math.sqrt(alpha) * x) / Math.sqrt(1 - alpha));
            return velocity(x0, eps, alpha);
          };
          const [found, wanted] = [inV(guess), inV(target)];
          const error = found.reduce((sum, v, i) => sum + (v - wanted[i]!) ** 2, 0);
          const plain = of(guess).reduce((sum, v, i) => sum + (v - of(target)[i]!) ** 2, 0);
          expect(Math.abs(weights[b]! * plain - error) / error).to.be.below(1e-4);
        });
      }),
      { numRuns: runs(10) },
    ));

  it('draws the times of the student evenly, and new noise for every step and sample', async () => {
    const distillation: Distillation = {
      ...{ schedule: cosine, prediction: { target: 'x0' }, samplingSteps: 4 },
      ...{ seed: 3, purpose: 'law' },
    } as const;
    const same = async (z: Float32Array) => z;
    const counts = new Map<number, number>();
    const clean = new Float32Array(16 * 2);
    const seen = new Set<number>();
    for (let step = 0; step < 100; step++) {
      const { times, noisy: z } = await distillationExample(distillation, clean, [16, 1, 1, 2], step, same);
      for (const time of times) counts.set(time, (counts.get(time) ?? 0) + 1);
      for (const value of z) seen.add(value);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).to.deep.equal([
      ...timesteps(cosine, 4, 'trailing').toSorted(),
    ]);
    expectEven([...counts.values()], 'times');
    expect(seen.size).to.equal(100 * 32);
    const [once, twice] = [4, 4].map((step) =>
      distillationExample(distillation, clean, [16, 1, 1, 2], step, same),
    );
    expect(await once).to.deep.equal(await twice);
    const { times, noisy: z } = await once!;
    const noise = stream(3, 'distillation', 'law', 4);
    const first = 2 * noise.below(4);
    const alpha = cosine.alphas[timesteps(cosine, 8, 'trailing')[first]!]!;
    expect(times[0]).to.equal(timesteps(cosine, 8, 'trailing')[first]);
    const eps = Float32Array.from([noise.normal(), noise.normal()]);
    expect(distance(z.subarray(0, 2), noisy(new Float32Array(2), eps, alpha))).to.be.below(1e-6);
  });
});

interface OracleCase {
  readonly target: 'x0' | 'v';
  readonly T: number;
  readonly N: number;
  readonly order: 'noise-first' | 'clean-first';
  readonly wanted: readonly number[];
  readonly loss: number;
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

describe('progressive distillation, against PyTorch', () => {
  const { cases } = oracle<{ cases: readonly OracleCase[] }>('distillation');
  for (const { target, T, N, order, wanted, loss, gradients } of cases) {
    it(`targets, loss and its gradients: ${target}, ${N} of ${T}, ${order}`, async () => {
      const schedule = createSchedule(resolveSchedule({ kind: 'cosine', steps: T, order }, 'oracle'));
      const network = scaleUnet('denoiser', { latentChannels: 2, channels: 8, timeChannels: 4 });
      const shapes = { sample: [N, 4, 4, 4], time: [N] };
      const tensors = declared(network, shapes).parameters.map(({ name, shape }) => [name, shape] as const);
      const teacher = generatedTensors('', tensors);
      const student = new Map(
        [...teacher].map(([name, { shape, data }]) => [name, { shape, data: data.map((x) => 1.25 * x) }]),
      );
      const steps = Array.from({ length: N }, (_, k) => k);
      const [clean, noise, condition] = ['clean', 'noise', 'condition'].map(
        (name) => generatedInput(`distillation/${name}`, [N, 2, 4, 4]).data,
      );
      const indices = timesteps(schedule, N, 'trailing');
      const z = Float32Array.from(clean!, (x, i) => {
        const alpha = schedule.alphas[indices[Math.floor(i / 32)]!]!;
        return Math.sqrt(alpha) * x + Math.sqrt(1 - alpha) * noise![i]!;
      });
      const compiled = await referenceEngine.compile(network, shapes, teacher);
      const inputs = (values: Float32Array, times: Float32Array) => ({
        sample: { shape: shapes.sample, data: joined(values, condition!, N) },
        time: { shape: [N], data: times.map((time) => time / (T - 1)) },
      });
      const distillation = { schedule, prediction: { target }, samplingSteps: N };
      const taught = await taughtTarget(
        distillation,
        z,
        steps,
        async (values, times) => (await compiled.run(inputs(values, times)))['prediction']!.data,
      );
      // The network is given and gives 32 bits; near the end a step divides by its size.
      expect(distance(taught.target, wanted)).to.be.below(2e-5);
      const weight = { shape: [N, 1, 1, 1], data: taught.weights };
      const given = {
        ...inputs(z, taught.times),
        target: { shape: [N, 2, 4, 4], data: taught.target },
        weight,
      };
      const all = { ...shapes, target: [N, 2, 4, 4], weight: [N, 1, 1, 1] };
      const differentiated = await referenceEngine.differentiate(denoiserLoss(network, 'l2'), all);
      const found = await differentiated.run(given, student);
      expect(found.value / loss).to.be.closeTo(1, 1e-5);
      const largest = Math.max(...Object.values(gradients).flat().map(Math.abs));
      for (const [name, values] of Object.entries(gradients))
        expect(distance(found.gradients.get(name)!.subarray(0, 6), values) / largest, name).to.be.below(1e-5);
    });
  }
});
