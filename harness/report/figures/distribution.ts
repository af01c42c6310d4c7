import { type Axis, distinct, type FigureSpec, labelledLanes, quantity } from './axis.ts';
import { checkRows } from './check-rows.ts';
import { figureWidth, ink, palette } from './theme.ts';

export interface Observation {
  readonly group: string;
  readonly value: number;
}

export interface Distribution {
  readonly rows: readonly Observation[];
  readonly x: Axis;
}

/** Every value of each group as a point, spread out across its lane, with the group's median as a stroke. */
export function distribution({ rows, x }: Distribution): FigureSpec {
  checkRows('distribution', rows);
  const groups = distinct(rows.map((row) => row.group));
  const seen = new Map<string, number>();
  const values = rows.map((row) => {
    const rank = seen.get(row.group) ?? 0;
    seen.set(row.group, rank + 1);
    return { ...row, spread: radicalInverse(rank + 1) };
  });
  const lane = { y: labelledLanes('group', groups) };
  return {
    width: figureWidth,
    height: 70 + 48 * groups.length,
    data: { values },
    layer: [
      {
        name: 'values',
        mark: { type: 'point', filled: true, size: 26, opacity: 0.45, color: palette[0] },
        encoding: {
          ...lane,
          yOffset: { field: 'spread', type: 'quantitative', scale: { domain: [-0.35, 1.35] } },
          x: quantity('value', x),
        },
      },
      {
        name: 'median',
        mark: { type: 'tick', thickness: 3, size: 30, color: ink },
        encoding: { ...lane, x: quantity('value', x, { aggregate: 'median' }) },
      },
    ],
  };
}

/** Van der Corput's sequence in base 2: even spread without randomness. */
function radicalInverse(index: number): number {
  let [value, digit] = [0, 0.5];
  for (; index > 0; index >>= 1, digit /= 2) value += (index & 1) * digit;
  return value;
}
