import type { Diffusion } from '../trained.ts';
import { denoised } from './denoised.ts';
import type { SamplerKind, SamplerSetting } from './sampler.ts';
import { spacingOption, startScaleOption, stepsOption } from './sampler-options.ts';
import { throughSteps } from './through-steps.ts';
import { type Spacing, timesteps } from './timesteps.ts';

export interface Ancestral extends SamplerSetting {
  readonly kind: 'ancestral';
  readonly steps: number;
  readonly spacing: Spacing;
  readonly variance: 'posterior' | 'beta';
}

/**
 * Ancestral DDPM sampling (Ho et al. 2020, equations 6 and 7) over T' indices of the whole schedule. With alpha
 * at an index, alpha' at the next and beta = 1 - alpha / alpha', the next z is normal with mean
 * sqrt(alpha') beta / (1 - alpha) x0 + sqrt(alpha / alpha') (1 - alpha') / (1 - alpha) z and variance
 * beta (1 - alpha') / (1 - alpha), the posterior's, or beta. The last call's x0 is the result, without noise.
 */
export const ancestral: SamplerKind<Ancestral, Diffusion> = {
  kind: 'ancestral',
  title: 'Ancestral DDPM',
  description:
    "Ancestral DDPM sampling (Ho et al. 2020, equations 6 and 7) over T' indices of the whole schedule, with fresh noise at every step but the last.",
  trainedFor: 'diffusion',
  deterministic: false,
  options: {
    steps: stepsOption,
    spacing: spacingOption,
    variance: {
      enum: ['posterior', 'beta'],
      default: 'posterior',
      description:
        "Variance of each step's noise: the posterior's, or beta itself (Ho et al. 2020, section 3.2).",
    },
    startScale: startScaleOption(1),
  },
  calls: ({ steps }) => steps,
  async run({ steps, spacing, variance }, sampling) {
    const { schedule } = sampling.trained;
    const indices = timesteps(schedule, steps, spacing);
    const last = await throughSteps(sampling, steps - 1, async (z, k) => {
      const x0 = await denoised(sampling, z, indices[k]);
      const alpha = schedule.alphas[indices[k]];
      const next = schedule.alphas[indices[k + 1]];
      const beta = 1 - alpha / next;
      const kept = (1 - next) / (1 - alpha);
      const fromClean = (Math.sqrt(next) * beta) / (1 - alpha);
      const fromNoisy = Math.sqrt(alpha / next) * kept;
      const deviation = Math.sqrt(variance === 'posterior' ? kept * beta : beta);
      const noise = sampling.freshNoise();
      for (let i = 0; i < z.length; i++) {
        z[i] = fromClean * x0[i] + fromNoisy * z[i] + deviation * noise[i];
      }
      return z;
    });
    return Float32Array.from(await denoised(sampling, last, indices[steps - 1]));
  },
};
