import type { Metric, MetricUnit } from './metric.ts';

/**
 * The unit of one number of a metric.
 * @param part its name, such as `psnr8`; empty where the score is one number
 */
export function unitOfPart({ unit }: Pick<Metric, 'unit'>, part: string): MetricUnit | undefined {
  return typeof unit === 'string' ? unit : unit[part.replace(/\d+$/, '')];
}
