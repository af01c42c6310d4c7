import { flowTime } from '../flow-time.ts';
import type { Flow } from '../trained.ts';
import { predicted } from './denoised.ts';
import type { SamplerKind, SamplerOf } from './sampler.ts';

/** Euler's method from noise at t = 0 to the latent at t = 1, as released with 16 steps. */
export const eulerFlow: SamplerKind<SamplerOf<'euler-flow'>, Flow> = {
  kind: 'euler-flow',
  title: "Rectified flow by Euler's method",
  trainedFor: 'flow',
  deterministic: true,
  resolve: (declared) => ({
    kind: 'euler-flow',
    steps: declared.integer('steps', { atLeast: 1 }, 16),
    startScale: declared.number('startScale', { atLeast: 0 }, 1),
  }),
  calls: ({ steps }) => steps,
  async run({ steps }, { predict, trained, start }) {
    const z = Float64Array.from(start);
    for (let i = 0; i < steps; i++) {
      const v = await predicted(predict, z, flowTime(i / steps, trained.time));
      for (let k = 0; k < z.length; k++) z[k] += v[k] / steps;
    }
    return Float32Array.from(z);
  },
};
