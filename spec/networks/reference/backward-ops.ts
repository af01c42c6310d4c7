import type { BackwardOps } from '../../../harness/networks/gradients/backward-ops.ts';
import { composedConvolutionGradients } from '../../../harness/networks/gradients/convolution.ts';
import { count } from '../../../harness/networks/shapes.ts';
import { normalCdf } from '../../../harness/numeric/normal.ts';
import { composedNormalisations } from './composed-normalisations.ts';
import { mapped } from './elementwise.ts';
import type { Exact } from './exact.ts';
import { referenceOps } from './ops.ts';

/** What the way back takes, in double precision, the convolution's gradients composed of plain operations. */
export const referenceBackwardOps: BackwardOps<Exact> = {
  ...referenceOps,
  ...composedConvolutionGradients(referenceOps),
  ...composedNormalisations(referenceOps),
  sign: (x) => mapped(x, Math.sign),
  exp: (x) => mapped(x, Math.exp),
  sigmoid: (x) => mapped(x, (value) => 1 / (1 + Math.exp(-value))),
  normalCdf: (x) => mapped(x, normalCdf),
  sum(x, axes) {
    const number = axes.reduce((product, axis) => product * x.shape[axis]!, 1);
    return referenceOps.affine(referenceOps.mean(x, axes), number, 0);
  },
  spread: (x, shape) => referenceOps.add(x, referenceOps.constant(new Float64Array(count(shape)), shape)),
};
