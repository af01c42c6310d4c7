import { expect } from 'chai';
import fc from 'fast-check';
import { noiseLevelExample } from '../../harness/diffusion/noise-level-example.ts';
import { ancestral } from '../../harness/diffusion/samplers/ancestral.ts';
import { createSchedule, resolveSchedule, type Schedule } from '../../harness/diffusion/schedule.ts';
import { declared } from '../../harness/networks/declared.ts';
import { resolveAnyRestorer } from '../../harness/training/any-restorer-recipe.ts';
import { joined } from '../../harness/training/denoiser-task.ts';
import { denoiserLoss } from '../../harness/training/losses.ts';
import type { Sr3Recipe } from '../../harness/training/sr3-recipe.ts';
import { sr3Network, sr3Task } from '../../harness/training/sr3-task.ts';
import { expectEven } from '../by-chance.ts';
import { normals, scheduleOf } from '../laws/diffusion/arbitraries.ts';
import { generatedInput, generatedTensors } from '../networks/oracle-tensors.ts';
import { referenceEngine } from '../networks/reference/engine.ts';
import { runs } from '../runs.ts';
import { tinySr3 } from '../training/tiny-trainings.ts';
import { distance, oracle } from './oracle.ts';

const recipe = resolveAnyRestorer(tinySr3, 'spec') as Sr3Recipe;
type Example = typeof noiseLevelExample;

/** What a batch of training breaks of what algorithm 1 says: nothing where it is right. */
function broken(example: Example, schedule: Schedule, seed: number): readonly string[] {
  const clean = normals(seed, 64 * 4);
  const { noisy, target, levels } = example(schedule, clean, [64, 1, 2, 2], seed, 'law', 3);
  const gammas = schedule.alphas.toSorted();
  const [least, most] = [Math.sqrt(gammas[0]!), 1];
  // A level of 32 bits leaves its variance, 1 less its square, open by 2^-23: much of it where there is hardly any.
  const open = 2 ** -23;
  const astray = clean.some((y0, i) => {
    const [level, noise] = [levels[Math.floor(i / 4)]!, target[i]!];
    const variance = 1 - level ** 2;
    const reach = Math.abs(noise) * Math.min(Math.sqrt(open), open / Math.sqrt(variance));
    const mixed = level * y0 + Math.sqrt(variance) * noise;
    return !(Math.abs(noisy[i]! - mixed) <= reach + 1e-6 * (1 + Math.abs(y0) + Math.abs(noise)));
  });
  const between = levels.filter((level) => gammas.every((gamma) => Math.abs(gamma - level ** 2) > 1e-6));
  return [
    ...(astray ? ['the noisy image is of that level'] : []),
    ...(levels.every((level) => level >= least - 1e-6 && level <= most)
      ? []
      : ['levels are of the schedule']),
    ...(new Set(levels).size > 60 && between.length > 48 ? [] : ['levels are continuous']),
  ];
}

describe('a training example of SR3', () => {
  const coarse = scheduleOf(fc.integer({ min: 4, max: 12 }));

  it('is noised to a continuous level between two of the schedule, which it is told', () =>
    fc.assert(
      fc.property(coarse, fc.nat(), (schedule, seed) => {
        expect(broken(noiseLevelExample, schedule, seed)).to.deep.equal([]);
      }),
      { numRuns: runs(30) },
    ));

  const wrong: Readonly<Record<string, { example: Example; breaks: string }>> = {
    'levels of the schedule alone': {
      example(schedule, ...rest) {
        const { levels, ...example } = noiseLevelExample(schedule, ...rest);
        const nearest = (level: number) =>
          [...schedule.alphas].reduce((a, b) =>
            Math.abs(a - level ** 2) < Math.abs(b - level ** 2) ? a : b,
          );
        return { ...example, levels: levels.map((level) => Math.sqrt(nearest(level))) };
      },
      breaks: 'levels are continuous',
    },
    'gamma in place of its root': {
      example(...given) {
        const { levels, ...example } = noiseLevelExample(...given);
        return { ...example, levels: levels.map((level) => level ** 2) };
      },
      breaks: 'the noisy image is of that level',
    },
  };
  for (const [name, { example, breaks }] of Object.entries(wrong)) {
    it(`is seen to be wrong with ${name}`, () => {
      const schedule = createSchedule(resolveSchedule({ kind: 'cosine', steps: 8 }, 'law'));
      expect(broken(example, schedule, 1)).to.include(breaks);
    });
  }

  it('is one of the whole range of levels, in equal shares between neighbours', () => {
    const schedule = createSchedule(
      resolveSchedule({ kind: 'linear', steps: 4, firstBeta: 0.1, lastBeta: 0.4 }, 'law'),
    );
    const edges = [1, ...schedule.alphas];
    const counts = new Float64Array(4);
    for (let step = 0; step < 100; step++) {
      const { levels } = noiseLevelExample(schedule, new Float32Array(16), [16, 1, 1, 1], 5, 'law', step);
      for (const level of levels) counts[edges.findIndex((edge) => edge <= level ** 2 + 1e-9) - 1]!++;
    }
    expectEven(counts, 'levels');
  });

  it('cuts the image and what is seen of it at the same places', () => {
    const side = 8;
    const images = [1, 2, 3].map((i) =>
      Float32Array.from({ length: side * side }, (_, k) => (i * 64 + k) / 300),
    );
    const task = sr3Task(sr3Network(recipe), recipe, { high: images, enlarged: images, side }, 4);
    for (const step of [0, 7]) {
      const { sample, time, target } = task.batch(step);
      expect(sample!.shape).to.deep.equal([2, 2, 4, 4]);
      for (let b = 0; b < 2; b++) {
        const level = time!.data[b]!;
        const [noisy, seen] = [0, 1].map((c) =>
          sample!.data.subarray((2 * b + c) * 16, (2 * b + c + 1) * 16),
        );
        const back = seen!.map((y0, i) => level * y0 + Math.sqrt(1 - level ** 2) * target!.data[16 * b + i]!);
        expect(distance(back, noisy!)).to.be.below(1e-5);
        expect(
          [...seen!.subarray(0, 4)].every(
            (v, i, row) => i === 0 || Math.abs(v - row[i - 1]! - 1 / 300) < 1e-6,
          ),
        ).to.equal(true);
      }
    }
    expect(task.batch(3)).to.deep.equal(task.batch(3));
  });
});

describe('SR3, against PyTorch', () => {
  const { losses, refinements } = oracle<{
    losses: readonly { levels: number[]; loss: number; gradients: Record<string, number[]> }[];
    refinements: readonly { steps: number; result: number[] }[];
  }>('sr3');
  const shapes = { sample: [2, 2, 8, 8], time: [2] };
  const network = sr3Network({ architecture: { channels: 8, timeChannels: 4 } });
  const weights = generatedTensors(
    '',
    declared(network, shapes).parameters.map(({ name, shape }) => [name, shape] as const),
  );
  const input = (name: string) => generatedInput(`sr3/${name}`, [2, 1, 8, 8]).data;

  for (const { levels, loss, gradients } of losses) {
    it(`loss and gradients at levels ${levels.join(' and ')}`, async () => {
      const [y0, eps] = [input('y0'), input('eps')];
      const noisy = y0.map((y, i) => {
        const level = Math.fround(levels[Math.floor(i / 64)]!);
        return level * y + Math.sqrt(1 - level ** 2) * eps[i]!;
      });
      const all = { ...shapes, target: [2, 1, 8, 8], weight: [2, 1, 1, 1] };
      const differentiated = await referenceEngine.differentiate(denoiserLoss(network, 'l1'), all);
      const found = await differentiated.run(
        {
          sample: { shape: shapes.sample, data: joined(noisy, input('x'), 2) },
          time: { shape: [2], data: Float32Array.from(levels) },
          target: { shape: all.target, data: eps },
          weight: { shape: all.weight, data: Float32Array.from([1, 1]) },
        },
        weights,
      );
      expect(found.value / loss).to.be.closeTo(1, 1e-6);
      for (const [name, values] of Object.entries(gradients))
        expect(distance(found.gradients.get(name)!.subarray(0, 6), values), name).to.be.below(1e-5);
    });
  }

  for (const { steps, result } of refinements) {
    it(`iterative refinement in ${steps} steps`, async () => {
      const schedule = createSchedule(
        resolveSchedule({ kind: 'linear', steps: 2000, firstBeta: 1e-6, lastBeta: 0.01 }, 'oracle'),
      );
      const compiled = await referenceEngine.compile(network, shapes, weights);
      let drawn = 0;
      const found = await ancestral.run(
        { kind: 'ancestral', steps, spacing: 'trailing', variance: 'posterior', startScale: 1 },
        {
          trained: { kind: 'diffusion', schedule, prediction: recipe.prediction! },
          start: input('start'),
          freshNoise: () => input(`z${drawn++}`),
          predict: async (z, index) =>
            (
              await compiled.run({
                sample: { shape: shapes.sample, data: joined(z, input('x'), 2) },
                time: { shape: [2], data: new Float32Array(2).fill(Math.sqrt(schedule.alphas[index]!)) },
              })
            )['prediction']!.data,
        },
      );
      expect(distance(found, result)).to.be.below(1e-5);
    });
  }
});
