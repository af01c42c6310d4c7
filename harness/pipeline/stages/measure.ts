import { metricNamed } from '../../metrics/catalogue.ts';
import type { Score } from '../../metrics/metric.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { ScoreDeclaration } from '../experiment.ts';
import { decodeStack } from '../image-stack.ts';
import { encodeRows, type Row } from '../row.ts';
import type { StageKind } from '../stage.ts';

/** Scores every image of a method against the true HR image of the same id. */
export const measureStage: StageKind = {
  name: 'measure',
  code: ['numeric', 'metrics', 'degrade', 'pipeline'],
  run(params, inputs) {
    const { cell, scores } = params as unknown as { cell: string; scores: readonly ScoreDeclaration[] };
    const taken = scores.map(({ id, metric, convention }) => {
      const found = metricNamed(metric);
      return { id, metric: found, convention: found.resolve(convention) };
    });
    const references = new Map(decodeStack(inputs['reference']!).map((item) => [item.id, item.image]));
    const rows: Row[] = [];
    for (const { id, subject, image } of decodeStack(inputs['images']!)) {
      const reference = references.get(id);
      if (!reference) {
        throw new InputError({
          where: `${cell}: sample ${id}`,
          expected: 'a reference image with the same id',
          got: 'none',
          remedy: 'give both sets the same ids',
        });
      }
      for (const { id: score, metric, convention } of taken) {
        for (const [part, value] of numbersOf(metric.compute({ image, reference }, convention))) {
          rows.push({ cell, sample: id, subject, score: part === '' ? score : `${score}/${part}`, value });
        }
      }
    }
    return encodeRows(rows);
  },
};

function numbersOf(score: Score): readonly (readonly [part: string, value: number])[] {
  return typeof score === 'number'
    ? [['', score]]
    : Object.entries(score).map(([part, value]) => [part, value as number]);
}
