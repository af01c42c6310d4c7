import type { Tolerance } from './tolerance.ts';

/** Of what no network stands behind, whatever else a plan trains. */
export const arithmeticTolerance: Tolerance = {
  kind: 'relative',
  size: 1e-9,
  floor: { absolute: 1e-12, relative: 0 },
  reason:
    'arithmetic: the same operations in the same order; leaves room for a last-digit difference of a mathematical function',
  source: 'IEEE 754 double precision',
};

/** Of what networks computed, in the same run on the same engine: another processor adds in another order. */
export const repeatedTolerance: Tolerance = {
  kind: 'relative',
  size: 5e-5,
  floor: { absolute: 1e-5, relative: 0 },
  reason:
    'the same seed and engine: only last digits of single precision may differ, where another processor adds in another order',
  source:
    'the default profile on two kinds of processor with AVX-512: of 16,697 values the farthest is 3.2e-5 of -2.23 apart, a pseudo-value, which multiplies a difference by the number of subjects; all are within half of this tolerance',
};

/** Of what networks drew from another seed, or computed on another engine. */
export const anotherTolerance: Tolerance = {
  kind: 'prediction-interval',
  size: 0.9999,
  floor: { absolute: 0.005, relative: 0.02 },
  reason:
    'drawn noise: the interval for one more run, its spread that of its own runs or pooled over the groups of its statistic, whichever is larger; the floor leaves room for the rare draw that moves a whole image',
  source: 'raw runs of several seeds, with the same networks',
};

/** The same where networks were trained that the values had as they ship: trainings that round otherwise end elsewhere. */
export const retrainedTolerance: Tolerance = {
  ...anotherTolerance,
  floor: { absolute: 0.4, relative: 0.1 },
  reason:
    'drawn noise, and trainings whose rounding differs end elsewhere, as far apart as other seeds: the three trainings of the main cells differ by up to 0.21 dB in PSNR and 0.35 dB in the gap',
  source: 'the experiment seeds, three trainings of the main cells',
};
