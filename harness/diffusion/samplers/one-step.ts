import { indexFromNoise } from '../schedule.ts';
import type { Diffusion } from '../trained.ts';
import { denoised } from './denoised.ts';
import type { SamplerKind, SamplerSetting } from './sampler.ts';
import { startScaleOption } from './sampler-options.ts';

export interface OneStep extends SamplerSetting {
  readonly kind: 'one-step';
}

/** The network's x0 at the noisiest index: a regression of the image on its condition. */
export const oneStep: SamplerKind<OneStep, Diffusion> = {
  kind: 'one-step',
  title: 'One step, a regression',
  description:
    "The network's x0 at the noisiest index: one call, a regression of the image on its condition.",
  trainedFor: 'diffusion',
  deterministic: true,
  options: {
    startScale: startScaleOption(1),
  },
  calls: () => 1,
  async run(_, sampling) {
    const noisiest = indexFromNoise(sampling.trained.schedule, 0);
    return Float32Array.from(await denoised(sampling, Float64Array.from(sampling.start), noisiest));
  },
};
