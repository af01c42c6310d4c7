import { distinct, type FigureSpec, quantity, seriesChannels } from './axis.ts';
import { checkRows } from './check-rows.ts';
import { figureWidth } from './theme.ts';

export interface LossPoint {
  readonly series: string;
  readonly step: number;
  readonly loss: number;
}

/** Loss over training steps on a logarithmic axis, a line a network. */
export function lossCurves(rows: readonly LossPoint[]): FigureSpec {
  checkRows('loss curves', rows);
  const series = distinct(rows.map((row) => row.series));
  const { color } = seriesChannels(series);
  return {
    width: figureWidth,
    height: 260 + (series.length > 2 ? 20 * Math.ceil(series.length / 2) : 0),
    data: { values: rows },
    layer: [
      {
        name: 'losses',
        mark: { type: 'line', strokeWidth: 1.5 },
        encoding: {
          x: quantity('step', { title: 'Training step', unit: '1' }),
          y: quantity(
            'loss',
            { title: 'Loss', unit: '1' },
            { scale: { type: 'log', nice: false, padding: 8 }, axis: { format: '~g', tickCount: 5 } },
          ),
          color,
        },
      },
    ],
  };
}
