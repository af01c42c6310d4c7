import type { Options } from '../../language/option.ts';
import { type ConfidenceSequence, confidenceSequence } from '../confidence-sequence.ts';
import { assertSample, assertVaries, differencesOf, roundingOf } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit } from '../units.ts';

interface Setting {
  /** The number of observations at which the interval is narrowest. */
  readonly tuned: number;
}

const options: Options<Setting> = {
  tuned: {
    type: 'integer',
    minimum: 1,
    maximum: 1e9,
    default: 100,
    description:
      'The number of observations at which the interval is narrowest: about as many as one expects to take. Choose it before the data are seen.',
  },
};

/** A mean that may be looked at after every observation. */
export const sequential: Procedure<Setting, ConfidenceSequence> = {
  name: 'sequential',
  title: 'Interval that holds at every look',
  description:
    'The mean of one column or of x - y with an always-valid interval: it holds the truth at every number of observations at once, so that one may stop as soon as it is clear of a bound. Wider than the interval for one look; asymptotic, so take 30 observations at least. Every observation counts as independent.',
  kind: 'sequence',
  columns: 'differences',
  clusters: () => false,
  ties: () => false,
  takes: () => oneUnit,
  units: () => ({ n: '1', mean: 'x', sd: 'x', standardError: 'x', ci95: 'x' }),
  options,
  resolve: (given) => resolveOptions('sequential', options, given),
  compute(sample, { tuned }) {
    assertSample('sequential', sample, 2);
    const result = confidenceSequence(differencesOf(sample), tuned);
    assertVaries('sequential', result.sd, 'differences', roundingOf(sample));
    return result;
  },
};
