import { metricNamed } from '../../metrics/catalogue.ts';
import { type Direction, directionOfPart } from '../../metrics/direction.ts';
import { drawMetricDirection, isDrawMetric } from '../../metrics/draw-metrics.ts';
import { knownNumber } from '../../metrics/known-number.ts';
import { isNetworkMetric, networkMetricDirection } from '../../metrics/network-metrics.ts';
import { isSetMetric, setMetricDirection } from '../../metrics/set-metrics.ts';
import type { ScoreDeclaration } from '../../pipeline/experiment.ts';

/** Which way a score in somebody's file is better. */
export type DirectionOf = (score: string) => Direction;

/**
 * Directions by the catalogue: of a metric's number, or of a score that experiments declare under that name.
 * @param declared the scores of all experiments
 */
export function directionsBy(declared: readonly ScoreDeclaration[]): DirectionOf {
  return (score) => {
    const [id, part = ''] = score.split('/') as [string, string?];
    const own = declared
      .filter((candidate) => candidate.id === id)
      .map(({ metric }) => ofMetric(metric, part));
    return own[0] ?? knownNumber(score)?.direction ?? 'none: no metric of the catalogue has this name';
  };
}

function ofMetric(metric: string, part: string): Direction | undefined {
  if (isDrawMetric(metric)) return drawMetricDirection(part);
  if (isSetMetric(metric)) return setMetricDirection;
  return isNetworkMetric(metric) ? networkMetricDirection : directionOfPart(metricNamed(metric), part);
}
