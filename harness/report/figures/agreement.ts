import { type Axis, distinct, type FigureSpec, quantity, seriesChannels } from './axis.ts';
import { checkRows } from './check-rows.ts';
import { figureWidth } from './theme.ts';

export interface Agreement {
  /** An image each: the mean of its two measurements and their difference. */
  readonly rows: readonly { readonly series: string; readonly mean: number; readonly difference: number }[];
  /** A level line each: bias and limits of each series. */
  readonly levels: readonly {
    readonly series: string;
    readonly kind: 'bias' | 'limit';
    readonly at: number;
  }[];
  readonly x: Axis;
  readonly y: Axis;
}

/** Bland and Altman's plot: differences against means, with the bias and the limits of agreement. */
export function agreement({ rows, levels, x, y }: Agreement): FigureSpec {
  checkRows('agreement', rows);
  const { color, shape } = seriesChannels(distinct(rows.map(({ series }) => series)));
  const lines = (kind: 'bias' | 'limit', mark: object) => ({
    name: kind,
    data: { values: levels.filter((level) => level.kind === kind) },
    mark: { type: 'rule', ...mark },
    encoding: { y: quantity('at', y), color },
  });
  return {
    width: figureWidth,
    height: 300,
    data: { values: rows },
    layer: [
      {
        name: 'images',
        mark: { type: 'point', filled: true, size: 24, opacity: 0.5 },
        encoding: { x: quantity('mean', x), y: quantity('difference', y), color, shape },
      },
      lines('bias', { strokeWidth: 2 }),
      lines('limit', { strokeWidth: 1.5, strokeDash: [5, 4] }),
    ],
  };
}
