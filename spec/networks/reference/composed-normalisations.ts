import type { Normalisations } from '../../../harness/networks/gradients/normalisation.ts';
import type { Ops } from '../../../harness/networks/ops.ts';

/** The parts as plain operations. */
export function composedNormalisations<T>(ops: Ops<T>): Normalisations<T> {
  return {
    standardised(x, epsilon) {
      const last = ops.shape(x).length - 1;
      const centred = ops.sub(x, ops.mean(x, [last]));
      const variance = ops.mean(ops.mul(centred, centred), [last]);
      const one = ops.constant(Float64Array.of(1), []);
      const rate = ops.div(one, ops.sqrt(ops.affine(variance, 1, epsilon)));
      return { normal: ops.mul(centred, rate), rate };
    },
    scaledChannels(x, factor, offset) {
      const channels = [ops.shape(x)[1]!, 1];
      return ops.add(ops.mul(x, ops.reshape(factor, channels)), ops.reshape(offset, channels));
    },
  };
}
