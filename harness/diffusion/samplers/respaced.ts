import { noiseFromClean, noisy } from '../parameterisation.ts';
import type { Diffusion } from '../trained.ts';
import { denoised } from './denoised.ts';
import type { SamplerKind, SamplerSetting } from './sampler.ts';
import { denominatorOffsetOption, spacingOption, startScaleOption, stepsOption } from './sampler-options.ts';
import { throughSteps } from './through-steps.ts';
import { type Spacing, timesteps } from './timesteps.ts';

export interface Respaced extends SamplerSetting {
  readonly kind: 'respaced';
  readonly steps: number;
  readonly spacing: Spacing;
  readonly denominatorOffset: number;
}

/**
 * Deterministic DDIM (Song et al. 2021, equation 12 with sigma = 0) over T' indices of the whole schedule: what
 * the paper's text describes. The last call's x0 is the result, as if the next alpha were 1.
 */
export const respaced: SamplerKind<Respaced, Diffusion> = {
  kind: 'respaced',
  title: 'Respaced DDIM over the whole schedule',
  description:
    "Deterministic DDIM (Song et al. 2021, equation 12 with sigma = 0) over T' indices of the whole schedule; the last call's x0 is the result.",
  trainedFor: 'diffusion',
  deterministic: true,
  options: {
    steps: stepsOption,
    spacing: spacingOption,
    startScale: startScaleOption(1),
    denominatorOffset: denominatorOffsetOption(0),
  },
  calls: ({ steps }) => steps,
  async run({ steps, spacing, denominatorOffset }, sampling) {
    const { schedule } = sampling.trained;
    const indices = timesteps(schedule, steps, spacing);
    const last = await throughSteps(sampling, steps - 1, async (z, k) => {
      const x0 = await denoised(sampling, z, indices[k]);
      const eps = noiseFromClean(x0, z, schedule.alphas[indices[k]], denominatorOffset);
      return noisy(x0, eps, schedule.alphas[indices[k + 1]]);
    });
    return Float32Array.from(await denoised(sampling, last, indices[steps - 1]));
  },
};
