import { clamping, mappingOf } from '../../../datasets/mapping.ts';
import { quantised } from '../../../datasets/quantisation.ts';
import { interpolateBilinear } from '../../../degrade/interpolate.ts';
import { resize } from '../../../degrade/resize.ts';
import { luma } from '../../../metrics/luma.ts';
import { createImage, type Image, toGrey } from '../../../numeric/image.ts';
import { type ChoiceName, resizes } from './choices.ts';
import { type Convention, keyOf } from './convention.ts';

/** An image and what it is scored against, `[C, H, W]`, nominally in [0, 1]. */
export interface Pair {
  readonly image: Image;
  readonly reference: Image;
}

/** What is there of one image. */
export interface Sides extends Pair {
  /** The autoencoder's own image of the reference. */
  readonly reconstruction?: Image;
}

/** The least and the greatest value of each side over all images of a subject. */
export interface VolumeEnds {
  readonly image: readonly [number, number];
  readonly reference: readonly [number, number];
}

/** The choices that decide what a metric sees. */
export const viewChoices = ['reference', 'order', 'scale', 'resize', 'values', 'channels'] as const;

/**
 * What a metric sees of a pair under a convention, but for the border. Steps that consecutive conventions share are done
 * once, so that they are best asked for in the order of their views.
 * @throws InputError (when it is called) where a step cannot be taken, as minimum to maximum of a constant image.
 */
export function viewer(sides: Sides, ends: VolumeEnds): (convention: Convention) => Pair {
  const last = steps.map(() => ({ key: '', made: undefined as Pair | undefined }));
  return (convention) => {
    let pair: Pair = sides;
    for (const [i, { of, take }] of steps.entries()) {
      const key = keyOf(convention, of);
      if (last[i].made === undefined || last[i].key !== key) {
        last[i] = { key, made: take(pair, convention, { sides, ends }) };
        for (const later of last.slice(i + 1)) later.made = undefined;
      }
      pair = last[i].made!;
    }
    return pair;
  };
}

interface Known {
  readonly sides: Sides;
  readonly ends: VolumeEnds;
}

interface Step {
  /** All choices that decide about the outcome, those of the steps before among them. */
  readonly of: readonly ChoiceName[];
  take(pair: Pair, convention: Convention, known: Known): Pair;
}

const steps: readonly Step[] = [
  {
    of: ['reference'],
    take: ({ image }, { reference }, { sides }) => ({
      image,
      reference: reference === 'reconstruction' ? sides.reconstruction! : sides.reference,
    }),
  },
  {
    of: ['reference', 'order', 'scale'],
    take: (pair, convention, { ends }) =>
      convention.order === 'resize-first' ? pair : scaled(pair, convention, ends),
  },
  {
    of: ['reference', 'order', 'scale', 'resize'],
    take: (pair, convention, { ends }) => {
      const sized = resized(pair, convention);
      return convention.order === 'resize-first' ? scaled(sized, convention, ends) : sized;
    },
  },
  {
    of: ['reference', 'order', 'scale', 'resize', 'values'],
    take: (pair, { values }) => both(pair, (image) => valued(image, values)),
  },
  {
    of: viewChoices,
    take: (pair, { channels }) => both(pair, (image) => channelled(image, channels)),
  },
];

function scaled(pair: Pair, { scale }: Convention, ends: VolumeEnds): Pair {
  if (scale === undefined || scale === 'as-is') return pair;
  const ofSlice = (image: Image) =>
    mappingOf({ rule: 'slice-min-max' }, { slice: image.data, volume: [image.data] }, 'scale');
  const ofVolume = (side: keyof VolumeEnds) =>
    mappingOf({ rule: 'volume-min-max' }, { volume: [Float64Array.from(ends[side])] }, 'scale');
  const mappings = {
    minmax: () => [ofSlice(pair.image), ofSlice(pair.reference)],
    'minmax-reference': () => [ofSlice(pair.reference), ofSlice(pair.reference)],
    'minmax-volume': () => [ofVolume('image'), ofVolume('reference')],
  };
  const [image, reference] = mappings[scale as keyof typeof mappings]();
  return {
    image: withData(pair.image, image.apply(pair.image.data, 'scale')),
    reference: withData(pair.reference, reference.apply(pair.reference.data, 'scale')),
  };
}

function resized(pair: Pair, { resize: to = 'none' }: Convention): Pair {
  if (to === 'none') return pair;
  const { side, kernel } = resizes[to];
  return both(pair, (image) =>
    kernel === 'bilinear-aliased'
      ? interpolateBilinear(image, side, side)
      : resize(image, side, side, kernel, 'float'),
  );
}

function valued(image: Image, values: string | undefined): Image {
  if (values === undefined || values === 'as-is') return image;
  const clipped = withData(image, clamping('clipped', [0, 1], null).apply(image.data, 'values'));
  if (values === 'clip') return clipped;
  return quantised(clipped, { bits: 8, rounding: values === 'round' ? 'round' : 'truncate' });
}

function channelled(image: Image, channels: string | undefined): Image {
  if (channels === 'grey') return toGrey(image);
  return channels === 'y' ? luma(image.channels === 1 ? copied(image) : image, 1, 'channels') : image;
}

/** Red, green and blue that are all the grey image. */
function copied({ height, width, data }: Image): Image {
  const colour = createImage(3, height, width);
  for (let c = 0; c < 3; c++) colour.data.set(data, c * data.length);
  return colour;
}

function both({ image, reference }: Pair, make: (image: Image) => Image): Pair {
  return { image: make(image), reference: make(reference) };
}

function withData(image: Image, data: Float64Array): Image {
  return { ...image, data };
}
