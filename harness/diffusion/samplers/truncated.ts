import { noiseFromClean } from '../parameterisation.ts';
import type { Diffusion } from '../trained.ts';
import { denoised } from './denoised.ts';
import type { SamplerKind, SamplerSetting } from './sampler.ts';
import { denominatorOffsetOption, startScaleOption, stepsOption } from './sampler-options.ts';
import { throughSteps } from './through-steps.ts';
import { assertSteps } from './timesteps.ts';

export interface Truncated extends SamplerSetting {
  readonly kind: 'truncated';
  readonly steps: number;
  readonly denominatorOffset: number;
}

/**
 * The release's loop: T' steps are the first T' entries of the T-entry schedule, whichever way it runs, and the
 * last call's x0 is the result. At T' = 50 of 1000 it stops where alpha is still 0.006. It starts from half the
 * noise that training has, and adds 1e-4 to the denominator of eps.
 *
 * With an offset of 0 each step is DDIM's; with offset d it leaves d eps of noise more than DDIM at every step.
 */
export const truncated: SamplerKind<Truncated, Diffusion> = {
  kind: 'truncated',
  title: 'First steps of the schedule, as released',
  description:
    "DDIM's step over the first T' entries of the schedule, whichever way it runs, so that fewer steps stop far from the image; from half the noise of training. As released.",
  trainedFor: 'diffusion',
  deterministic: true,
  options: {
    steps: stepsOption,
    startScale: startScaleOption(0.5),
    denominatorOffset: denominatorOffsetOption(1e-4),
  },
  calls: ({ steps }) => steps,
  async run({ steps, denominatorOffset }, sampling) {
    const { alphas } = sampling.trained.schedule;
    assertSteps(steps, alphas.length);
    const last = await throughSteps(sampling, steps - 1, async (z, i) => {
      const x0 = await denoised(sampling, z, i);
      const eps = noiseFromClean(x0, z, alphas[i], denominatorOffset);
      const signal = Math.sqrt(alphas[i + 1]) - Math.sqrt(alphas[i]);
      const noise = Math.sqrt(1 - alphas[i + 1]) - Math.sqrt(1 - alphas[i]);
      for (let k = 0; k < z.length; k++) z[k] += signal * x0[k] + noise * eps[k];
      return z;
    });
    return Float32Array.from(await denoised(sampling, last, steps - 1));
  },
};
