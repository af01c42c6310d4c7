import { InputError } from '../numeric/input-error.ts';
import { blandAltman } from './bland-altman.ts';
import { difference } from './difference.ts';
import { frc } from './frc.ts';
import { hallucination } from './hallucination.ts';
import { isotropicSpectrum } from './isotropic-spectrum.ts';
import { latentSimilarity } from './latent-similarity.ts';
import { logPowerDistance } from './log-power-distance.ts';
import { mae } from './mae.ts';
import type { Metric } from './metric.ts';
import { msSsim } from './ms-ssim.ts';
import { mse } from './mse.ts';
import { mtf } from './mtf.ts';
import { nps } from './nps.ts';
import { powerSpectrum } from './power-spectrum.ts';
import { psnr } from './psnr.ts';
import { regionPsnr } from './region-psnr.ts';
import { regionSsim } from './region-ssim.ts';
import { sfrc } from './sfrc.ts';
import { ssim } from './ssim.ts';
import { subbandEnergy } from './subband-energy.ts';
import { subbandPsnr } from './subband-psnr.ts';

/** Every metric that an experiment or the command line can ask for by name. */
export const metrics: readonly Metric[] = [
  psnr,
  mse,
  mae,
  ssim,
  msSsim,
  subbandPsnr,
  subbandEnergy,
  powerSpectrum,
  isotropicSpectrum,
  logPowerDistance,
  hallucination,
  difference,
  latentSimilarity,
  blandAltman,
  regionPsnr,
  regionSsim,
  frc,
  sfrc,
  mtf,
  nps,
];

/**
 * The metric of that name.
 * @param besides names that the caller knows besides, for the message
 * @throws InputError that lists the known names.
 */
export function metricNamed(name: string, besides: readonly string[] = []): Metric {
  const metric = metrics.find((candidate) => candidate.name === name);
  if (metric) return metric;
  throw new InputError({
    where: 'metric',
    expected: `one of ${[...metrics.map((known) => known.name), ...besides].join(', ')}`,
    got: `"${name}"`,
    remedy: 'correct the name',
  });
}
