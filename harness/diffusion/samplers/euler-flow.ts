import { flowTime } from '../flow-time.ts';
import type { Flow } from '../trained.ts';
import { predicted } from './denoised.ts';
import type { SamplerKind, SamplerSetting } from './sampler.ts';
import { startScaleOption, stepsOption } from './sampler-options.ts';
import { throughSteps } from './through-steps.ts';

export interface EulerFlow extends SamplerSetting {
  readonly kind: 'euler-flow';
  readonly steps: number;
}

/** Euler's method from noise at t = 0 to the latent at t = 1, as released with 16 steps. */
export const eulerFlow: SamplerKind<EulerFlow, Flow> = {
  kind: 'euler-flow',
  title: "Rectified flow by Euler's method",
  description:
    "Euler's method along a rectified flow, from noise at t = 0 to the latent at t = 1 in equal steps (Liu et al. 2023).",
  trainedFor: 'flow',
  deterministic: true,
  options: {
    steps: { ...stepsOption, default: 16 },
    startScale: startScaleOption(1),
  },
  calls: ({ steps }) => steps,
  async run({ steps }, sampling) {
    const { predict, trained } = sampling;
    const last = await throughSteps(sampling, steps, async (z, i) => {
      const v = await predicted(predict, z, flowTime(i / steps, trained.time));
      for (let k = 0; k < z.length; k++) z[k] += v[k] / steps;
      return z;
    });
    return Float32Array.from(last);
  },
};
