import { asPrinted, evaluate } from '../operand.ts';
import { operand } from './options.ts';
import type { Rule } from './rule.ts';

export const frechetImages: Rule = {
  name: 'frechet-images',
  title: 'A Frechet distance of fewer images than features',
  description:
    'The covariance of n images has a rank of n - 1 at most, so that a Frechet distance of no more images than features compares singular covariances and is biased upwards by an amount that depends on n and on the method; it is suspicious.',
  options: {
    distance: operand('The printed distance (FID).'),
    images: operand('The number of images of the smaller side.'),
    features: {
      type: 'integer',
      minimum: 1,
      default: 2048,
      description: 'The number of features: 2048 of the pool layer of Inception.',
    },
  },
  check(options, figures) {
    const distance = evaluate(options.raw('distance'), figures);
    const images = evaluate(options.raw('images'), figures);
    const features = options.integer('features', { atLeast: 1 }, 2048);
    const few = images.interval.high <= features;
    const shown = asPrinted(images);
    return {
      severity: few ? 'suspicious' : 'consistent',
      printed: [distance, images],
      recomputed: [],
      derivation: few
        ? `A covariance of ${features} features from ${shown} images is singular; ${asPrinted(distance)} is biased upwards and compares with distances of ${shown} images only.`
        : `${shown} images are more than the ${features} features.`,
      resolution:
        'The distance over more images, a kernel distance (KID), or its extrapolation to infinitely many.',
    };
  },
};
