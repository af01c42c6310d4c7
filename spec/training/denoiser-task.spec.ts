import { expect } from 'chai';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import { type DenoiserTraining, resolveDenoiser } from '../../harness/training/denoiser-recipe.ts';
import { denoiserTask } from '../../harness/training/denoiser-task.ts';
import { tinyDenoiser } from './tiny-trainings.ts';

describe('the batch of a flow', () => {
  it('lies on the straight path from noise to the latent, whose slope is the target, and needs no schedule', () => {
    const { schedule: _, ...declared } = tinyDenoiser;
    const flow = { ...declared, objective: { target: 'flow', time: 'fraction' } };
    const recipe = resolveDenoiser(flow, 'file.json') as DenoiserTraining;
    const network = scaleUnet('denoiser', { channels: 8, timeChannels: 4, latentChannels: 1 });
    const clean = [Float32Array.of(0.25, 0.5, 0.75, 1)];
    const pairs = { clean, condition: clean, shape: [1, 2, 2], conditionChannels: 1 } as const;
    const { sample, time, target } = denoiserTask(network, recipe, pairs, 3).batch(0);
    time!.data.forEach((t, b) => {
      for (let i = 0; i < 4; i++) {
        const [noisy, slope] = [sample!.data[8 * b + i]!, target!.data[4 * b + i]!];
        expect(noisy + (1 - t) * slope).to.be.closeTo(clean[0]![i]!, 1e-6);
        expect(sample!.data[8 * b + 4 + i]).to.equal(clean[0]![i]);
      }
    });
  });
});
