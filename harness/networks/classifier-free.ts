import type { Network } from './network.ts';

/**
 * A denoiser under classifier-free guidance (Ho and Salimans 2022, equation 6, with w for their 1 + w): from `sample`
 * `[B, C + D, H, W]` and `time` `[B]` the `prediction` u + w (c - u), where c sees the condition and u sees zeros in its
 * place. So w = 1 is the denoiser as it is, and w = 0 is without the condition. As x0, eps and v follow linearly from each
 * other, it is the same mixture in each.
 * @param denoiser from `sample` and `time` to `prediction` `[B, C, H, W]`
 * @param latentChannels C, which come before the condition's D
 * @param weight w
 */
export function classifierFree(denoiser: Network, latentChannels: number, weight: number): Network {
  return {
    ...denoiser,
    name: `${denoiser.name}-guided`,
    run(scope, { sample, time }) {
      const { ops } = scope;
      const [batch, channels] = ops.shape(sample!) as readonly [number, number];
      const noisy = ops.slice(sample!, 1, 0, latentChannels);
      const condition = ops.slice(sample!, 1, latentChannels, channels);
      const unseeing = ops.concat([noisy, ops.affine(condition, 0, 0)], 1);
      const inputs = {
        sample: ops.concat([sample!, unseeing], 0),
        time: ops.concat([time!, time!], 0),
      };
      const both = denoiser.run(scope, inputs)['prediction']!;
      const seeing = ops.affine(ops.slice(both, 0, 0, batch), weight, 0);
      const blind = ops.affine(ops.slice(both, 0, batch, 2 * batch), 1 - weight, 0);
      return { prediction: ops.add(seeing, blind) };
    },
  };
}
