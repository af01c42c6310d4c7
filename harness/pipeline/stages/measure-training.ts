import { endOfCurve } from '../../training/end-of-curve.ts';
import { encodeRows } from '../row.ts';
import type { StageKind } from '../stage.ts';

interface MeasureTrainingParams {
  readonly cell: string;
  /** The score's id. */
  readonly score: string;
}

/**
 * The end of the curve of losses that a training left beside its network, as rows: a point of the curve is a
 * sample, a unit of its own.
 */
export const measureTrainingStage: StageKind<MeasureTrainingParams> = {
  name: 'measure-training',
  code: import.meta.url,
  runsNetworks: true, // its numbers are those of a training: another one has others
  run({ cell, score }, inputs) {
    const text = new TextDecoder().decode(inputs['trained']!['curve.json']);
    const { stride, losses } = JSON.parse(text) as { stride: number; losses: number[] };
    return encodeRows(
      endOfCurve(losses).flatMap(({ at, final, change }) => {
        const sample = `step-${String(at * stride).padStart(6, '0')}`;
        const row = { cell, sample, subject: sample };
        return [
          { ...row, score: `${score}/final`, value: final },
          { ...row, score: `${score}/change`, value: change },
        ];
      }),
    );
  },
};
