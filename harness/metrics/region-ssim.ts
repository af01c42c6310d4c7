import type { Options } from '../language/option.ts';
import { assertComparable, createImage, type Image } from '../numeric/image.ts';
import { withChannels } from './channels.ts';
import { resolveConvention, wholeNumber } from './convention.ts';
import { type Region, regionOption, regionPixels } from './masked.ts';
import type { Metric } from './metric.ts';
import { ssimMap } from './ssim.ts';
import { presetsFor, type SsimConvention, ssimOptions, uniformSsim } from './ssim-convention.ts';

export interface RegionSsimConvention extends SsimConvention {
  /** The map must have the image's size for the mask to fit it. */
  readonly boundary: 'symmetric' | 'mirror';
  readonly region: Region;
  /**
   * 'none' takes the map of the whole image; a number first crops image and mask to the region's bounding box
   * with a border of so many pixels, cut at the image's edge (7 in the release, for the tumour).
   */
  readonly crop: 'none' | number;
}

const options: Options<RegionSsimConvention> = {
  ...ssimOptions,
  region: regionOption,
  boundary: {
    enum: ['symmetric', 'mirror'],
    description:
      'How the image goes on beyond its edge: with the edge pixels repeated or not. The map must fit the mask.',
  },
  crop: {
    anyOf: [{ enum: ['none'] }, wholeNumber],
    description:
      "No crop, or first to the region's bounding box with a border of so many pixels; 7 in the release, for the tumour.",
  },
};

/** Mean of the map of structural similarity over the pixels inside a mask, or over those outside it. */
export const regionSsim: Metric<RegionSsimConvention> = {
  name: 'region-ssim',
  title: 'Structural similarity of a region',
  description: 'The mean of the SSIM map over the pixels inside the mask, or over those outside it.',
  unit: '1',
  direction: 'higher',
  kind: 'fidelity',
  needs: ['reference', 'mask'],
  convention: { ...uniformSsim, boundary: 'symmetric', channels: 'grey', region: 'inside', crop: 7 },
  options,
  resolve: (given) =>
    resolveConvention('region-ssim', options, presetsFor(given, regionSsim.convention), given),
  compute(scored, convention) {
    const where = 'region-ssim';
    const pixels = regionPixels(where, scored, convention.region);
    const { height, width } = scored.reference;
    const box =
      convention.crop === 'none'
        ? { top: 0, left: 0, bottom: height, right: width }
        : boundingBox(pixels, height, width, convention.crop);
    const [image, reference] = [scored.image, scored.reference].map((each) =>
      withChannels(each, convention.channels),
    );
    assertComparable(where, image, reference);
    const map = ssimMap(where, cropped(image, box), cropped(reference, box), convention);
    let [n, sum] = [0, 0];
    for (let i = 0; i < map.data.length; i++) {
      const inPlane = i % (map.height * map.width);
      const y = box.top + Math.floor(inPlane / map.width);
      if (!pixels[y * width + box.left + (inPlane % map.width)]) continue;
      sum += map.data[i];
      n++;
    }
    return sum / n;
  },
};

/** Rows top .. bottom - 1 and columns left .. right - 1. */
interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

function boundingBox(pixels: Uint8Array, height: number, width: number, border: number): Box {
  let [top, left, bottom, right] = [height, width, 0, 0];
  pixels.forEach((inside, i) => {
    if (!inside) return;
    const [y, x] = [Math.floor(i / width), i % width];
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
  });
  return {
    top: Math.max(top - border, 0),
    left: Math.max(left - border, 0),
    bottom: Math.min(bottom + border, height),
    right: Math.min(right + border, width),
  };
}

function cropped({ channels, height, width, data }: Image, { top, left, bottom, right }: Box): Image {
  const part = createImage(channels, bottom - top, right - left);
  for (let c = 0; c < channels; c++) {
    for (let y = top; y < bottom; y++) {
      const row = (c * height + y) * width;
      part.data.set(data.subarray(row + left, row + right), (c * part.height + y - top) * part.width);
    }
  }
  return part;
}
