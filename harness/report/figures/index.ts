export type { Axis, FigureSpec } from './axis.ts';
export { type Bar, type Bars, bars } from './bars.ts';
export { type Distribution, distribution, type Observation } from './distribution.ts';
export { type Forest, type ForestRow, forest } from './forest.ts';
export { type ScatterFit, type ScatterPoint, scatterFit } from './scatter-fit.ts';
export { type CurvePoint, type ScoreCurve, scoreCurve } from './score-curve.ts';
export { figureWidth, palette, theme } from './theme.ts';
