import { noiseFromClean } from '../parameterisation.ts';
import type { Diffusion } from '../trained.ts';
import { denoised } from './denoised.ts';
import type { SamplerKind, SamplerOf } from './sampler.ts';
import { assertSteps } from './timesteps.ts';

/**
 * The release's loop: T' steps are the first T' entries of the T-entry schedule, whichever way it runs, and the
 * last call's x0 is the result. At T' = 50 of 1000 it stops where alpha is still 0.006. It starts from half the
 * noise that training has, and adds 1e-4 to the denominator of eps.
 *
 * With an offset of 0 each step is DDIM's; with offset d it leaves d eps of noise more than DDIM at every step.
 */
export const truncated: SamplerKind<SamplerOf<'truncated'>, Diffusion> = {
  kind: 'truncated',
  title: 'First steps of the schedule, as released',
  trainedFor: 'diffusion',
  deterministic: true,
  resolve: (declared) => ({
    kind: 'truncated',
    steps: declared.integer('steps', { atLeast: 1 }),
    startScale: declared.number('startScale', { atLeast: 0 }, 0.5),
    denominatorOffset: declared.number('denominatorOffset', { atLeast: 0 }, 1e-4),
  }),
  calls: ({ steps }) => steps,
  async run({ steps, denominatorOffset }, sampling) {
    const { alphas } = sampling.trained.schedule;
    assertSteps(steps, alphas.length);
    const z = Float64Array.from(sampling.start);
    for (let i = 0; i < steps - 1; i++) {
      const x0 = await denoised(sampling, z, i);
      const eps = noiseFromClean(x0, z, alphas[i], denominatorOffset);
      const signal = Math.sqrt(alphas[i + 1]) - Math.sqrt(alphas[i]);
      const noise = Math.sqrt(1 - alphas[i + 1]) - Math.sqrt(1 - alphas[i]);
      for (let k = 0; k < z.length; k++) z[k] += signal * x0[k] + noise * eps[k];
    }
    return Float32Array.from(await denoised(sampling, z, steps - 1));
  },
};
