import type { Ops } from '../networks/ops.ts';
import { InputError } from '../numeric/input-error.ts';

/**
 * `[B, C, H, W]` taken apart by the orthonormal Haar transform, the subbands of each level multiplied by its weight,
 * and put together again. What the three details of a level hold is x less the means of its 2 x 2 blocks, so that
 * S(x; w, ...) = w x + up(S(m; ...) - w m) with the means m, and S(x; w) = w x.
 * @throws InputError where sides cannot be halved as often as there are levels.
 */
export function weightedSubbands<T>(ops: Ops<T>, x: T, [weight, ...coarser]: readonly number[]): T {
  const weighted = ops.affine(x, weight!, 0);
  if (coarser.length === 0) return weighted;
  const means = blockMeans(ops, x);
  const change = ops.sub(weightedSubbands(ops, means, coarser), ops.affine(means, weight!, 0));
  return ops.add(weighted, ops.resizeNearest(change, 2));
}

function blockMeans<T>(ops: Ops<T>, x: T): T {
  const [batch, channels, height, width] = ops.shape(x) as readonly [number, number, number, number];
  if ((height % 2) + (width % 2) > 0) {
    throw new InputError({
      where: 'subbands of a latent',
      expected: 'even sides',
      got: `${height} x ${width}`,
      remedy: 'give fewer weights: each but the last takes a level, which halves the sides',
    });
  }
  const blocks = ops.reshape(x, [batch, channels, height / 2, 2, width / 2, 2]);
  return ops.reshape(ops.mean(blocks, [3, 5]), [batch, channels, height / 2, width / 2]);
}
