import type { Options } from '../../language/option.ts';
import { InputError } from '../../numeric/input-error.ts';
import { armsOf, assertSample } from '../differences.ts';
import { type McNemar, mcNemar } from '../mcnemar.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure, Sample } from '../procedure.ts';
import { oneUnit, plainNumbers } from '../units.ts';

interface Setting {
  /** Values above it are yes, others no; without it the columns are 0 and 1. */
  readonly above?: number;
}

const options: Options<Setting> = {
  above: {
    type: 'number',
    optional: true,
    description: 'Values above it count as 1, others as 0. Left out, the columns are 0 and 1 themselves.',
    examples: [30],
  },
};

/** Two yes-or-no answers about the same cases. */
export const mcnemar: Procedure<Setting, McNemar> = {
  name: 'mcnemar',
  title: "McNemar's test of paired yes-or-no answers",
  description:
    'Two columns of 0 and 1 about the same cases, such as whether a reader is right, or of scores with a threshold: exact, mid-p and chi-squared p values, the difference of the shares, and the share of x in the cases on which they differ, with intervals. Every case counts as independent.',
  kind: 'paired-binary',
  columns: 'both',
  clusters: () => false,
  ties: () => false,
  takes: ({ above }) => (above === undefined ? plainNumbers : oneUnit),
  units: () => ({ n: '1', table: '1', p: '1', difference: '1', share: '1' }),
  options,
  resolve: (given) => resolveOptions('mcnemar', options, given),
  compute(sample, { above }) {
    assertSample('mcnemar', sample, 2);
    const [x, y] = armsOf('mcnemar', sample);
    if (above !== undefined) {
      const answers = (values: Float64Array) => values.map((value) => Number(value > above));
      return mcNemar(answers(x), answers(y));
    }
    assertBinary('x', x, sample);
    assertBinary('y', y, sample);
    return mcNemar(x, y);
  },
};

function assertBinary(column: string, values: Float64Array, { ids }: Sample): void {
  const other = values.findIndex((value) => value !== 0 && value !== 1);
  if (other < 0) return;
  throw new InputError({
    where: `mcnemar: ${column}`,
    expected: '0 or 1 for every case',
    got: `${values[other]} at id ${ids[other]}`,
    remedy: 'give columns of answers, or the option above for scores',
  });
}
