import { expect } from 'chai';
import fc from 'fast-check';
import { createSchedule } from '../../harness/diffusion/schedule.ts';
import { trainingExample } from '../../harness/diffusion/training-example.ts';
import { resolveObjective } from '../../harness/diffusion/training-objective.ts';
import { declared } from '../../harness/networks/declared.ts';
import type { Weights } from '../../harness/networks/engine.ts';
import type { InputShapes, Network } from '../../harness/networks/network.ts';
import { scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import type { Tensor } from '../../harness/networks/tensor.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { joined } from '../../harness/training/denoiser-task.ts';
import { autoencoderLoss, denoiserLoss, restorerLoss } from '../../harness/training/losses.ts';
import { restorerNetwork } from '../../harness/training/restorer-task.ts';
import { exampleLoss } from '../diffusion/example-loss.ts';
import { computeExactly, exact } from '../networks/reference/engine.ts';
import { runs } from '../runs.ts';
import { autoencoderRecipe, denoiserRecipe, restorerRecipe } from './tiny-trainings.ts';

const anySeed = fc.nat();
const few = { numRuns: runs(8) };

function tensor(seed: number, name: string, shape: readonly number[]): Tensor {
  const draws = stream(seed, name);
  const length = shape.reduce((a, b) => a * b, 1);
  return { shape, data: Float32Array.from({ length }, () => draws.normal()) };
}

/** Every parameter drawn, those too that training starts at 0, and deviations above 0. */
function drawnWeights(network: Network, inputs: InputShapes, seed: number): Weights {
  return new Map(
    declared(network, inputs).parameters.map(({ name, shape }) => {
      const { data } = tensor(seed, name, shape);
      return [
        name,
        { shape, data: name === 'sd' ? data.map((x) => 0.5 + Math.abs(x)) : data.map((x) => x / 3) },
      ];
    }),
  );
}

function outcome(network: Network, inputs: Readonly<Record<string, Tensor>>, weights: Weights) {
  const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, exact(value)]));
  return computeExactly(network, given, weights);
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const expectClose = (found: number, expected: number, within: number) =>
  expect(Math.abs(found - expected) / Math.max(1e-12, Math.abs(expected))).to.be.below(within);

describe('losses of trainings', () => {
  it('of an autoencoder are the mean square error from noised latents plus the penalty on their mean square', () =>
    fc.assert(
      fc.property(
        anySeed,
        fc.constantFrom(0, 0.05, 0.7),
        fc.constantFrom(0, 1e-3, 0.5),
        (seed, latentNoise, latentPenalty) => {
          const autoencoder = scaleAutoencoder('a', autoencoderRecipe.architecture);
          const loss = autoencoderLoss(autoencoder, { latentNoise, latentPenalty });
          const image = tensor(seed, 'image', [2, 1, 16, 16]);
          const noise = tensor(seed, 'noise', [2, 2, 4, 4]);
          const weights = drawnWeights(loss, { image: image.shape, noise: noise.shape }, seed);
          const latent = outcome(autoencoder.encoder, { image }, weights)['latent']!;
          const noised = {
            shape: latent.shape,
            data: latent.data.map((value, i) => value + latentNoise * noise.data[i]!),
          };
          const decoded = computeExactly(autoencoder.decoder, { latent: noised }, weights)['image']!;
          const expected =
            mean(decoded.data.map((value, i) => (value - image.data[i]!) ** 2)) +
            latentPenalty * mean(latent.data.map((value) => value ** 2));
          expectClose(outcome(loss, { image, noise }, weights)['loss']!.data[0]!, expected, 1e-9);
        },
      ),
      few,
    ));

  it('of a denoiser are those of its training example', () =>
    fc.assert(
      fc.property(
        anySeed,
        fc.constantFrom('x0', 'eps', 'v', 'flow'),
        fc.constantFrom('l1', 'l2'),
        fc.boolean(),
        (seed, target, distance, weighted) => {
          const objective = resolveObjective(
            { target, distance, ...(weighted && target !== 'flow' && { weight: 'snr' }) },
            'spec',
          );
          const noising = { seed, purpose: 'spec' };
          const shape = [3, 2, 4, 4] as const;
          const clean = tensor(seed, 'clean', shape);
          const condition = tensor(seed, 'condition', shape);
          const example = trainingExample(
            objective.target === 'flow'
              ? { ...noising, objective }
              : { ...noising, objective, schedule: createSchedule(denoiserRecipe.schedule!) },
            clean.data,
            shape,
            0,
          );
          const denoiser = scaleUnet('d', { ...denoiserRecipe.architecture, latentChannels: 2 });
          const loss = denoiserLoss(denoiser, objective.distance);
          const sample = { shape: [3, 4, 4, 4], data: joined(example.noisy, condition.data, 3) };
          const time = { shape: [3], data: example.times };
          const weights = drawnWeights(denoiser, { sample: sample.shape, time: time.shape }, seed);
          const { data } = outcome(denoiser, { sample, time }, weights)['prediction']!;
          const found = outcome(
            loss,
            {
              sample,
              time,
              target: { shape, data: example.target },
              weight: { shape: [3, 1, 1, 1], data: example.weights },
            },
            weights,
          )['loss']!;
          expectClose(found.data[0]!, exampleLoss(example, Float32Array.from(data)), 1e-5);
        },
      ),
      few,
    ));

  it('of a restorer are the mean distance of what it makes from the target', () =>
    fc.assert(
      fc.property(anySeed, fc.constantFrom('l1' as const, 'l2' as const), (seed, distance) => {
        const restorer = restorerNetwork(restorerRecipe, 2);
        const loss = restorerLoss(restorer, distance);
        const low = tensor(seed, 'low', [2, 1, 4, 4]);
        const target = tensor(seed, 'target', [2, 1, 8, 8]);
        const weights = drawnWeights(loss, { low: low.shape, target: target.shape }, seed);
        const restored = outcome(restorer, { [restorer.inputs[0]!]: low }, weights)[restorer.outputs[0]!]!;
        const difference = restored.data.map((value, i) => Math.abs(value - target.data[i]!));
        const expected = mean(distance === 'l1' ? difference : difference.map((value) => value ** 2));
        expectClose(outcome(loss, { low, target }, weights)['loss']!.data[0]!, expected, 1e-9);
      }),
      few,
    ));

  it('put the condition behind the noisy latent, channel after channel, sample by sample', () => {
    const [noisy, condition] = [Float32Array.of(1, 2, 3, 4), Float32Array.of(5, 6, 7, 8, 9, 10)];
    expect([...joined(noisy, condition, 2)]).to.deep.equal([1, 2, 5, 6, 7, 3, 4, 8, 9, 10]);
  });
});
