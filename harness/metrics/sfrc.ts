import type { Options } from '../language/option.ts';
import { assertComparable, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { type Channels, channelsOption, withChannels } from './channels.ts';
import { count, resolveConvention } from './convention.ts';
import { type RingThreshold, resolvedShare, ringCurve } from './fourier-ring.ts';
import type { Metric } from './metric.ts';

export interface SfrcConvention {
  /** Side of the square patches, in pixels. */
  readonly patch: number;
  /** Pixels from one patch to the next; the last of a row or column ends with the image. */
  readonly stride: number;
  readonly threshold: RingThreshold;
  /** Share of Nyquist's frequency below which a patch that is no longer resolved is suspect. */
  readonly bound: number;
  readonly channels: Channels;
}

const share = { type: 'number', minimum: 0, maximum: 1 } as const;

const options: Options<SfrcConvention> = {
  patch: { type: 'integer', minimum: 4, description: 'Side of the square patches, in pixels.' },
  stride: {
    ...count,
    description: 'Pixels from one patch to the next; the last of a row or column ends with the image.',
  },
  threshold: {
    anyOf: [{ enum: ['half-bit'] }, share],
    description: 'Correlation below which a ring of frequencies counts as not resolved, or `half-bit`.',
  },
  bound: {
    ...share,
    description:
      "Share of Nyquist's frequency: a patch whose correlation falls below the threshold before it is suspect.",
  },
  channels: channelsOption,
};

/**
 * Scanning Fourier ring correlation (Kc, Zeng, Soni and Badano): patches whose ring correlation with the
 * reference falls below the threshold at a low frequency are suspect of hallucination. All patches count;
 * one that is flat in both images is resolved. The bound is to be set on images known to be good.
 */
export const sfrc: Metric<SfrcConvention> = {
  name: 'sfrc',
  title: 'Suspect patches by scanning Fourier ring correlation',
  description:
    "Share of patches suspect of hallucination: those whose Fourier ring correlation with the reference (Hann window, inscribed rings) falls below the threshold before a bound, a share of Nyquist's frequency; and the least and mean frequency at which patches fall.",
  unit: '1',
  direction: { suspect: 'lower', least: 'higher', mean: 'higher' },
  kind: 'rings',
  needs: ['reference'],
  convention: { patch: 32, stride: 16, threshold: 0.5, bound: 0.25, channels: 'grey' },
  options,
  resolve: (given) => resolveConvention('sfrc', options, sfrc.convention, given),
  compute({ image, reference }, { patch, stride, threshold, bound, channels }) {
    const [a, b] = [withChannels(image, channels), withChannels(reference, channels)];
    assertComparable('sfrc', a, b);
    if (Math.min(a.height, a.width) < patch) {
      throw new InputError({
        where: 'sfrc',
        expected: `sides of at least ${patch} pixels, for one patch`,
        got: `${a.height}x${a.width}`,
        remedy: 'score a larger image or ask for smaller patches (option patch)',
      });
    }
    const resolved = starts(a.height, patch, stride).flatMap((top) =>
      starts(a.width, patch, stride).map((left) =>
        resolvedShare(ringCurve(cut(a, top, left, patch), cut(b, top, left, patch)), threshold),
      ),
    );
    return {
      suspect: resolved.filter((at) => at < bound).length / resolved.length,
      least: Math.min(...resolved),
      mean: resolved.reduce((sum, at) => sum + at, 0) / resolved.length,
    };
  },
};

/** Where patches begin: every `stride` pixels, and one that ends with the side. */
function starts(side: number, patch: number, stride: number): number[] {
  const inside = Math.ceil((side - patch) / stride);
  return [...Array.from({ length: inside }, (_, i) => i * stride), side - patch];
}

function cut({ channels, height, width, data }: Image, top: number, left: number, side: number): Image {
  const rows = Array.from({ length: channels * side }, (_, i) => {
    const from = (Math.floor(i / side) * height + top + (i % side)) * width + left;
    return data.subarray(from, from + side);
  });
  const patch = new Float64Array(channels * side * side);
  rows.forEach((row, i) => {
    patch.set(row, i * side);
  });
  return { channels, height: side, width: side, data: patch };
}
