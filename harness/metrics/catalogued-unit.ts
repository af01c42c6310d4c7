import { metrics } from './catalogue.ts';
import { drawMetricUnit, isDrawMetric } from './draw-metrics.ts';
import type { MetricUnit } from './metric.ts';
import { isNetworkMetric, networkMetricUnit } from './network-metrics.ts';
import { isSetMetric, setMetricUnit } from './set-metrics.ts';
import { unitOfPart } from './unit-of-part.ts';

/**
 * The unit of a score by its metric's name; undefined for one that no metric has.
 * @param part the name of one of its numbers, where it has several
 */
export function cataloguedUnit(metric: string, part = ''): MetricUnit | undefined {
  if (isNetworkMetric(metric)) return networkMetricUnit;
  if (isDrawMetric(metric)) return drawMetricUnit;
  if (isSetMetric(metric)) return setMetricUnit;
  const known = metrics.find(({ name }) => name === metric);
  return known && unitOfPart(known, part);
}
