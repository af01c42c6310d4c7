import { showInterval } from '../interval.ts';
import { asPrinted, evaluate, evaluateAll } from '../operand.ts';
import { choice, operand, operands } from './options.ts';
import type { Rule } from './rule.ts';

/**
 * The gain of a whole image is at most that of its best subband.
 *
 * An orthonormal wavelet keeps energy: the squared error of the image is the sum over subbands, so the ratio of two
 * methods' errors is a weighted mean of the subbands' ratios. Where not all subbands are printed (`some`), or the
 * printed gains are means over images, one of the others can make up for it, and the gain is suspicious.
 */
export const subbandGain: Rule = {
  name: 'subband-gain',
  title: "An image's PSNR gain against the gains of its subbands",
  description:
    'The PSNR gain of a whole image is at most that of its best subband, since an orthonormal wavelet keeps energy.',
  options: {
    total: operand('The gain of the whole image in dB.'),
    gains: operands('The gains of its subbands.'),
    printed: choice(['all', 'some'], 'Whether all subbands are printed; if not, an excess is suspicious.'),
  },
  check(options, figures) {
    const total = evaluate(options.raw('total'), figures);
    const gains = evaluateAll(options.raw('gains'), figures);
    const printed = options.oneOf('printed', ['all', 'some']);
    const most = Math.max(...gains.map(({ interval }) => interval.high));
    const exceeded = total.interval.low > most;
    const listed = gains.map((gain) => `${gain.label} ${asPrinted(gain)}`).join(', ');
    return {
      severity: !exceeded ? 'consistent' : printed === 'all' ? 'inconsistent' : 'suspicious',
      printed: [total, ...gains],
      recomputed: [
        {
          label: 'largest printed subband gain',
          interval: { low: Math.max(...gains.map(({ interval }) => interval.low)), high: most },
          figures: [],
        },
      ],
      derivation: exceeded
        ? `The squared error of an image is the sum of its Haar subbands' errors, so its gain in dB is at most that of its best subband; of means over images this holds unless the best subband changes from image to image. Printed are ${asPrinted(total)} dB (${showInterval(total.interval)}) for the image and ${listed} for subbands: ${printed === 'all' ? 'none reaches it' : 'another subband must gain more than the one named for the gain, or the two figures are of different references'}.`
        : `The gain of ${asPrinted(total)} is not above the largest of ${listed}.`,
      resolution: 'The gains of all ten subbands and of the whole image against one reference.',
    };
  },
};
