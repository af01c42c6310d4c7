import { metrics } from './catalogue.ts';
import { type Direction, directionOfPart } from './direction.ts';
import { networkMetricDirection, networkMetrics } from './network-metrics.ts';

/** A number of a metric of the catalogue. */
interface KnownNumber {
  readonly metric: string;
  /** Its name, where the metric has several. */
  readonly part: string;
  readonly direction: Direction;
}

/**
 * The number that a name in somebody's file means: a metric's name, with the number's after `/` where it has several,
 * or another spelling that the catalogue declares; capitals do not matter.
 * @returns undefined for a name that the catalogue does not know
 */
export function knownNumber(name: string): KnownNumber | undefined {
  const [head, part = ''] = name.split('/') as [string, string?];
  const wanted = head.toLowerCase();
  const network = networkMetrics.find((metric) => metric === wanted && part === '');
  if (network) return { metric: network, part, direction: networkMetricDirection };
  for (const metric of metrics) {
    const spelt = Object.entries(metric.spellings ?? {}).find(([spelling]) => spelling === wanted);
    const number = metric.name === wanted ? part : part === '' ? spelt?.[1] : undefined;
    const direction = number === undefined ? undefined : directionOfPart(metric, number);
    if (number !== undefined && direction) return { metric: metric.name, part: number, direction };
  }
  return undefined;
}
