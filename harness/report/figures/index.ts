export { agreement } from './agreement.ts';
export type { FigureSpec } from './axis.ts';
export { bars } from './bars.ts';
export { forest } from './forest.ts';
export { linePlot } from './line-plot.ts';
export { lossCurves } from './loss-curves.ts';
export { plane } from './plane.ts';
export { scatterFit } from './scatter-fit.ts';
export { scoreCurve } from './score-curve.ts';
