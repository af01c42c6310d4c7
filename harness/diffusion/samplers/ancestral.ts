import type { Diffusion } from '../trained.ts';
import { denoised } from './denoised.ts';
import type { SamplerKind, SamplerOf } from './sampler.ts';
import { timesteps } from './timesteps.ts';

/**
 * Ancestral DDPM sampling (Ho et al. 2020, equations 6 and 7) over T' indices of the whole schedule. With alpha
 * at an index, alpha' at the next and beta = 1 - alpha / alpha', the next z is normal with mean
 * sqrt(alpha') beta / (1 - alpha) x0 + sqrt(alpha / alpha') (1 - alpha') / (1 - alpha) z and variance
 * beta (1 - alpha') / (1 - alpha), the posterior's, or beta. The last call's x0 is the result, without noise.
 */
export const ancestral: SamplerKind<SamplerOf<'ancestral'>, Diffusion> = {
  kind: 'ancestral',
  title: 'Ancestral DDPM',
  trainedFor: 'diffusion',
  deterministic: false,
  resolve: (declared) => ({
    kind: 'ancestral',
    steps: declared.integer('steps', { atLeast: 1 }),
    spacing: declared.oneOf('spacing', ['linspace', 'trailing'], 'linspace'),
    variance: declared.oneOf('variance', ['posterior', 'beta'], 'posterior'),
    startScale: declared.number('startScale', { atLeast: 0 }, 1),
  }),
  calls: ({ steps }) => steps,
  async run({ steps, spacing, variance }, sampling) {
    const { schedule } = sampling.trained;
    const indices = timesteps(schedule, steps, spacing);
    const z = Float64Array.from(sampling.start);
    for (let k = 0; ; k++) {
      const x0 = await denoised(sampling, z, indices[k]);
      if (k === steps - 1) return Float32Array.from(x0);
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
    }
  },
};
