import { unitPer } from '../../numeric/unit.ts';
import type { StatisticResult } from '../../pipeline/compute-statistics.ts';
import type { LeaveOut } from '../../statistics/leave-out.ts';
import { linearFit, predict } from '../../statistics/linear-fit.ts';
import { scatterFit } from '../figures/index.ts';
import { formatEstimate, formatNumber } from '../format-number.ts';
import { runsText } from './counts.ts';
import type { Builder, FigureSource } from './figure-source.ts';
import { named } from './listed.ts';
import { sampleBehind, unitsBehind } from './sample-behind.ts';

interface Options {
  /** A statistic of the procedure `correlation` over points. */
  readonly statistic: string;
  /** Titles of the axes. */
  readonly x: string;
  readonly y: string;
}

/** Labels beyond this number would cover the points. */
const mostLabels = 9;

/** The points of a correlation with the least-squares line and its band. */
export const scatterFigure: Builder<Options> = (figure, source) => {
  const { statistic, x, y } = figure;
  const [entry] = named(statistic, source);
  const sample = entry && sampleBehind(entry, source);
  if (!sample?.y || sample.x.length < 3) return undefined;
  const { ids, clusters, x: across, y: up } = sample;
  const units = unitsBehind(entry, source);
  const [low, high] = [Math.min(...across), Math.max(...across)];
  const at = Array.from({ length: 25 }, (_, i) => low + ((high - low) * i) / 24);
  const { r2, slope } = linearFit(across, up);
  const repeated = new Set(clusters).size < ids.length;
  return {
    spec: scatterFit({
      rows: ids.map((id, i) => ({
        x: across[i]!,
        y: up[i]!,
        label: ids.length > mostLabels ? '' : id,
        ...(repeated && { series: clusters[i]! }),
      })),
      fit: predict(across, up, at).map(({ x: place, value, confidence }) => ({
        x: place,
        y: value,
        low: confidence[0],
        high: confidence[1],
      })),
      x: { title: x, unit: units.x },
      y: { title: y, unit: units.y },
    }),
    caption: `Line: least squares over ${ids.length} points, slope ${formatEstimate({ value: slope.value, interval: slope.ci95 }, unitPer(units.y, units.x))}; band: Student's 95 % interval of the mean. R² = ${formatNumber(r2)}${correlationText(entry!.result)}; ${behindText(entry, source)}.`,
    alt: ids.map((id, i) => `${id}: ${across[i]!.toFixed(2)}, ${up[i]!.toFixed(2)}`).join('; '),
  };
};

function behindText(entry: StatisticResult, source: FigureSource): string {
  const behind = `points are means over images of ${entry.subjects} subjects`;
  return [behind, runsText([entry], source)].filter(Boolean).join('; ');
}

function correlationText(result: Readonly<Record<string, unknown>>): string {
  const { pearson, leaveOneOut, leaveOneGroupOut } = result as {
    pearson?: { r: number; ci95: readonly [number, number] | null };
    leaveOneOut?: LeaveOut | null;
    leaveOneGroupOut?: LeaveOut | null;
  };
  const range = ([low, high]: readonly [number, number]) => `${formatNumber(low)} to ${formatNumber(high)}`;
  return [
    pearson && `, r = ${formatNumber(pearson.r)}`,
    pearson?.ci95 && ` [${formatNumber(pearson.ci95[0])}, ${formatNumber(pearson.ci95[1])}]`,
    leaveOneOut && `; with one point left out R² is ${range(leaveOneOut.r2)}`,
    leaveOneGroupOut && `, with one data set left out ${range(leaveOneGroupOut.r2)}`,
  ]
    .filter(Boolean)
    .join('');
}
