import { showNumber } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { operand } from './options.ts';
import type { Rule } from './rule.ts';

/**
 * MS-SSIM that prints as 1 at a finite PSNR.
 *
 * MS-SSIM is at most its finest contrast-structure term to the power of that scale's weight, and 1 less the term is
 * the mean of var(error) / (var(x) + var(y) + C2) over windows (Wang et al. 2003; C2 = 0.03^2, weight 0.0448). For an
 * error spread evenly over the image this asks for a local contrast, which real images have or have not.
 */
export const saturatedSimilarity: Rule = {
  name: 'saturated-similarity',
  title: 'MS-SSIM printed as 1 at a finite PSNR',
  description:
    'MS-SSIM printed as 1 at a finite PSNR asks for a local contrast (Wang et al. 2003) that real images have or have not.',
  options: {
    similarity: operand('The printed MS-SSIM.'),
    psnr: operand('The printed PSNR in dB.'),
    contrast: {
      type: 'number',
      exclusiveMinimum: 0,
      description: 'The local standard deviation that is taken as typical, as a share of the range.',
    },
  },
  check(options, figures) {
    const similarity = evaluate(options.raw('similarity'), figures);
    const psnr = evaluate(options.raw('psnr'), figures);
    const typical = options.number('contrast', { above: 0 });
    const error = 10 ** (-psnr.interval.high / 10);
    const slack = 1 - similarity.interval.low ** (1 / FINEST_WEIGHT);
    const needed = Math.sqrt(Math.max(0, error / slack - C2) / 2);
    const suspicious = similarity.interval.high >= 1 && needed > typical;
    return {
      severity: suspicious ? 'suspicious' : 'consistent',
      printed: [similarity, psnr],
      recomputed: [
        { label: 'local standard deviation needed', interval: { low: needed, high: needed }, figures: [] },
      ],
      derivation: `${asPrinted(psnr)} dB is a root mean square error of ${showNumber(Number(Math.sqrt(error).toPrecision(3)))} of the range. For MS-SSIM of at least ${showNumber(similarity.interval.low)}, 1 less the finest contrast-structure term may be ${showNumber(Number(slack.toPrecision(3)))} at most; an error spread evenly then needs a standard deviation of ${showNumber(Number(needed.toPrecision(2)))} of the range in every 11 x 11 window, ${suspicious ? 'more than' : 'within'} the ${typical} taken as typical.`,
      resolution:
        'MS-SSIM per image, with its window, peak and number of scales, and of the method that reaches it.',
    };
  },
};

const FINEST_WEIGHT = 0.0448;
const C2 = 0.03 ** 2;
