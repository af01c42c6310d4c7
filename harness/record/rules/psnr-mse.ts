import { agreement, mapMonotone, showInterval } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { choice, operand } from './options.ts';
import type { Rule } from './rule.ts';

/**
 * PSNR = 10 log10(peak^2 / MSE) for one image. Of means over images, the mean PSNR is at least the PSNR of the mean
 * MSE (Jensen), and equal only if all images have one MSE.
 */
export const psnrMse: Rule = {
  name: 'psnr-mse',
  title: 'PSNR against mean squared error',
  description:
    'PSNR = 10 log10(peak^2 / MSE) for one image; the mean PSNR of several is at least the PSNR of their mean MSE (Jensen).',
  options: {
    psnr: operand('The printed PSNR in dB.'),
    mse: operand('The printed mean squared error.'),
    per: choice(['image', 'mean'], 'Whether they are of one image, or means over several.'),
    peak: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 1,
      description: 'The peak of both: 1, or 255 of an MSE of 8-bit values.',
    },
  },
  check(options, figures) {
    const psnr = evaluate(options.raw('psnr'), figures);
    const mse = evaluate(options.raw('mse'), figures);
    const per = options.oneOf('per', ['image', 'mean']);
    const peak = options.number('peak', { above: 0 }, 1);
    const bound = mapMonotone(
      { low: Math.max(0, mse.interval.low), high: mse.interval.high },
      (value) => 20 * Math.log10(peak) - 10 * Math.log10(value),
    );
    const agrees =
      per === 'image' ? agreement(psnr.interval, bound) !== 'differ' : psnr.interval.high >= bound.low;
    return {
      severity: agrees ? 'consistent' : 'inconsistent',
      printed: [psnr, mse],
      recomputed: [{ label: '10 log10(peak^2 / MSE)', interval: bound, figures: [] }],
      derivation: `10 log10 of peak ${peak} squared over ${asPrinted(mse)} is ${showInterval(bound)} dB; printed is ${asPrinted(psnr)} dB, ${per === 'image' ? 'which must be the same' : 'a mean, which must be at least that'}: ${agrees ? 'possible' : 'impossible'}.`,
      resolution: 'Both scores per image, with their peak.',
    };
  },
};
