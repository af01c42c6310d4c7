import { indexFromNoise } from '../schedule.ts';
import type { Diffusion } from '../trained.ts';
import { denoised } from './denoised.ts';
import type { SamplerKind, SamplerOf } from './sampler.ts';

/** The network's x0 at the noisiest index: a regression of the image on its condition. */
export const oneStep: SamplerKind<SamplerOf<'one-step'>, Diffusion> = {
  kind: 'one-step',
  title: 'One step, a regression',
  trainedFor: 'diffusion',
  deterministic: true,
  resolve: (declared) => ({
    kind: 'one-step',
    startScale: declared.number('startScale', { atLeast: 0 }, 1),
  }),
  calls: () => 1,
  async run(_, sampling) {
    const noisiest = indexFromNoise(sampling.trained.schedule, 0);
    return Float32Array.from(await denoised(sampling, Float64Array.from(sampling.start), noisiest));
  },
};
