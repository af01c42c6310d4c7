import { type AnswerOptions, answerOptions, answersOf } from '../answers.ts';
import { armsOf, assertSample } from '../differences.ts';
import { type McNemar, mcNemar } from '../mcnemar.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { oneUnit, plainNumbers } from '../units.ts';

/** Two yes-or-no answers about the same cases. */
export const mcnemar: Procedure<AnswerOptions, McNemar> = {
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
  options: answerOptions,
  resolve: (given) => resolveOptions('mcnemar', answerOptions, given),
  compute(sample, setting) {
    assertSample('mcnemar', sample, 2);
    const [x, y] = armsOf('mcnemar', sample);
    const answers = (column: string, values: Float64Array) =>
      answersOf(`mcnemar: ${column}`, values, sample.ids, setting);
    return mcNemar(answers('x', x), answers('y', y));
  },
};
