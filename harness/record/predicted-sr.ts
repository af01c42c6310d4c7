import { InputError } from '../numeric/input-error.ts';
import { linearFit, type Prediction, predict } from '../statistics/linear-fit.ts';
import { readFigures } from './figures.ts';
import { evaluateAll } from './operand.ts';
import type { PrintedRecord } from './record.ts';

/** What the line through the printed points says of a ceiling. */
export interface PredictedSr extends Prediction {
  /** Whether the ceiling lies beyond those of the points. */
  readonly beyond: boolean;
}

/** The line through the paper's printed points, autoencoder ceiling to SR PSNR (claim C08). */
export interface PrintedLine {
  readonly n: number;
  readonly r2: number;
  /** Least and greatest ceiling of the points, in dB. */
  readonly range: readonly [low: number, high: number];
  /** SR PSNR in dB, with the 95 % interval of one more point, for ceilings in dB. */
  at(ceilings: readonly number[]): readonly PredictedSr[];
}

/**
 * The line that claim C08 is about, through the points that its check of the record lists.
 * @throws InputError when the record has no such check.
 */
export function printedLine(record: PrintedRecord): PrintedLine {
  const check = record.checks.find(({ rule, claim }) => rule === 'correlation' && claim === 'C08');
  if (!check) {
    throw new InputError({
      where: 'experiments/record',
      expected: "a check of the rule 'correlation' for claim C08",
      got: 'none',
      remedy: 'put it back: it lists the points of ceiling and SR PSNR',
    });
  }
  const figures = readFigures(record);
  const [x, y] = ['x', 'y'].map((axis) =>
    Float64Array.from(evaluateAll(check.with[axis], figures), ({ text }) => Number(text)),
  ) as [Float64Array, Float64Array];
  const range = [Math.min(...x), Math.max(...x)] as const;
  return {
    n: x.length,
    r2: linearFit(x, y).r2,
    range,
    at: (ceilings) =>
      predict(x, y, ceilings).map((found) => ({
        ...found,
        beyond: found.x < range[0] || found.x > range[1],
      })),
  };
}
