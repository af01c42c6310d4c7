import type { Options } from '../language/option.ts';
import { assertComparable, toGrey } from '../numeric/image.ts';
import { resolveConvention } from './convention.ts';
import type { Metric } from './metric.ts';
import { edgeHeight, edgeLine, edgeOvershoot, edgeSpread, edgeTransfer } from './slanted-edge.ts';

/** Steps from 0 to Nyquist's frequency between which the curve is a straight line, and those that are printed. */
const STEPS = 64;
const PRINTED = 8;

/** An image with less than this share of the edge's contrast, or with the edge turned, has lost it. */
const LOST = 0.1;

export interface MtfConvention {
  /** Pixels on either side of the edge that are looked at. */
  readonly reach: number;
  /** 'reference': the transfer from reference to image, a quotient; 'step': of the image alone, from an ideal step. */
  readonly from: 'reference' | 'step';
}

const options: Options<MtfConvention> = {
  reach: {
    type: 'integer',
    minimum: 4,
    description: 'Pixels on either side of the edge that are looked at; the Hann window ends there.',
  },
  from: {
    enum: ['reference', 'step'],
    description:
      "Whether the image's transfer is divided by the reference's, which leaves that of what lies between them, or taken as it is: from an ideal step.",
  },
};

/**
 * Modulation transfer function by the slanted-edge method (ISO 12233, IEC 62220-1): the edge's line from the
 * reference, the image's edge spread function in quarter pixels about it, its derivative under a Hann window, the
 * magnitude of the Fourier transform over that at 0. Of the channels' mean. An image that has lost the edge transfers
 * nothing: a quotient of what is left would be that of noise.
 */
export const mtf: Metric<MtfConvention> = {
  name: 'mtf',
  title: 'Modulation transfer of a slanted edge',
  description:
    "Modulation transfer function by the slanted-edge method: the frequencies, as shares of Nyquist's, at which it first falls to a half and a tenth (1 where it does not), the transfer at 1 to 8 eighths of it, how far the edge overshoots, as a share of the reference's, and its contrast over the reference's. Where less than a tenth of the contrast is left, the edge is lost: it transfers nothing.",
  unit: '1',
  direction: {
    half: 'higher',
    tenth: 'higher',
    transfer: 'none: above 1 an image is sharper than its reference',
    overshoot: 'lower',
    contrast: 'none: an image keeps the contrast where it is 1',
  },
  kind: 'edge',
  needs: ['reference'],
  convention: { reach: 16, from: 'reference' },
  options,
  resolve: (given) => resolveConvention('mtf', options, mtf.convention, given),
  compute({ image, reference }, { reach, from }) {
    assertComparable('mtf', image, reference);
    const [seen, wanted] = [toGrey(image), toGrey(reference)];
    const line = edgeLine('mtf', wanted);
    const [spread, before] = [seen, wanted].map((grey) => edgeSpread('mtf', grey, line, reach));
    const frequencies = Array.from({ length: STEPS + 1 }, (_, i) => (0.5 * i) / STEPS);
    const [transfer, ideal] = [spread, before].map((each) => edgeTransfer(each, frequencies));
    const contrast = edgeHeight(spread) / edgeHeight(before);
    const lost = !(contrast > LOST);
    const curve = transfer.map((value, i) =>
      lost ? 0 : value / transfer[0] / (from === 'step' ? 1 : ideal[i] / ideal[0]),
    );
    return {
      half: fallsBelow(curve, 0.5),
      tenth: fallsBelow(curve, 0.1),
      overshoot: edgeOvershoot(spread) / Math.abs(edgeHeight(before)),
      contrast,
      ...Object.fromEntries(
        Array.from({ length: PRINTED }, (_, i) => [`transfer${i + 1}`, curve[((i + 1) * STEPS) / PRINTED]]),
      ),
    };
  },
};

/** The share of Nyquist's frequency at which the curve first falls below a level; 1 where it does not. */
function fallsBelow(curve: readonly number[], level: number): number {
  const below = curve.findIndex((value) => value < level);
  if (below <= 0) return below < 0 ? 1 : 0;
  return (below - 1 + (curve[below - 1] - level) / (curve[below - 1] - curve[below])) / STEPS;
}
