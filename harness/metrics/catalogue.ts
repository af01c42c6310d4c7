import { InputError } from '../numeric/input-error.ts';
import { mae } from './mae.ts';
import type { Metric } from './metric.ts';
import { mse } from './mse.ts';
import { psnr } from './psnr.ts';
import { ssim } from './ssim.ts';
import { subbandPsnr } from './subband-psnr.ts';

/** Every metric that an experiment or the command line can ask for by name. */
export const metrics: readonly Metric[] = [psnr, mse, mae, ssim, subbandPsnr];

/** @throws InputError that lists the known names. */
export function metricNamed(name: string): Metric {
  const metric = metrics.find((candidate) => candidate.name === name);
  if (metric) return metric;
  throw new InputError({
    where: 'metric',
    expected: `one of ${metrics.map((known) => known.name).join(', ')}`,
    got: `"${name}"`,
    remedy: 'correct the name',
  });
}
