import { noiseFromClean, noisy } from '../parameterisation.ts';
import type { Diffusion } from '../trained.ts';
import { denoised } from './denoised.ts';
import type { SamplerKind, SamplerOf } from './sampler.ts';
import { timesteps } from './timesteps.ts';

/**
 * Deterministic DDIM (Song et al. 2021, equation 12 with sigma = 0) over T' indices of the whole schedule: what
 * the paper's text describes. The last call's x0 is the result, as if the next alpha were 1.
 */
export const respaced: SamplerKind<SamplerOf<'respaced'>, Diffusion> = {
  kind: 'respaced',
  title: 'Respaced DDIM over the whole schedule',
  trainedFor: 'diffusion',
  deterministic: true,
  resolve: (declared) => ({
    kind: 'respaced',
    steps: declared.integer('steps', { atLeast: 1 }),
    spacing: declared.oneOf('spacing', ['linspace', 'trailing'], 'linspace'),
    startScale: declared.number('startScale', { atLeast: 0 }, 1),
    denominatorOffset: declared.number('denominatorOffset', { atLeast: 0 }, 0),
  }),
  calls: ({ steps }) => steps,
  async run({ steps, spacing, denominatorOffset }, sampling) {
    const { schedule } = sampling.trained;
    const indices = timesteps(schedule, steps, spacing);
    let z: Float64Array = Float64Array.from(sampling.start);
    for (let k = 0; ; k++) {
      const x0 = await denoised(sampling, z, indices[k]);
      if (k === steps - 1) return Float32Array.from(x0);
      const eps = noiseFromClean(x0, z, schedule.alphas[indices[k]], denominatorOffset);
      z = noisy(x0, eps, schedule.alphas[indices[k + 1]]);
    }
  },
};
