import type { Bench } from './bench.ts';
import { benches as degrade } from './degrade.ts';
import { benches as inferScore } from './infer-score.ts';
import { benches as metrics } from './metrics.ts';
import { benches as networks } from './networks.ts';
import { benches as phantoms } from './phantoms.ts';
import { benches as statistics } from './statistics.ts';
import { sizeBenches } from './statistics-sizes.ts';
import { benches as training } from './training.ts';

/** Everything that is timed. */
export const suites: readonly (readonly Bench[])[] = [
  metrics,
  inferScore,
  statistics,
  sizeBenches(),
  degrade,
  phantoms,
  networks,
  training,
];
