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

/** The line through printed points, autoencoder ceiling to SR PSNR. */
export interface PrintedLine {
  readonly n: number;
  readonly r2: number;
  /** Least and greatest ceiling of the points, in dB. */
  readonly range: readonly [low: number, high: number];
  /** SR PSNR in dB, with the 95 % interval of one more point, for ceilings in dB. */
  at(ceilings: readonly number[]): readonly PredictedSr[];
}

/**
 * The line through the points of the check that the record names for `screening`; undefined where it names none.
 * @throws InputError when the record has no such check, or it is none of the rule `correlation`.
 */
export function printedLine(record: PrintedRecord): PrintedLine | undefined {
  if (record.screening === undefined) return undefined;
  const check = record.checks.find(({ id }) => id === record.screening);
  if (check?.rule !== 'correlation') {
    const known = record.checks.filter(({ rule }) => rule === 'correlation').map(({ id }) => id);
    throw new InputError({
      where: 'experiments/record /screening',
      expected: `the id of a check of the rule correlation (${known.join(', ') || 'there is none'})`,
      got: `${JSON.stringify(record.screening)}${check ? `, of the rule ${check.rule}` : ''}`,
      remedy: 'correct the id, or remove the key: then screen predicts no SR PSNR',
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
