import type { Metric, MetricKind } from '../../../harness/metrics/metric.ts';
import { agreement } from './agreement.ts';
import { distance } from './distance.ts';
import { edge } from './edge.ts';
import { fidelity } from './fidelity.ts';
import { map } from './map.ts';
import { noise } from './noise.ts';
import { rate } from './rate.ts';
import { rings } from './rings.ts';
import { similarity } from './similarity.ts';
import { spectrum } from './spectrum.ts';

/** The laws of each kind of metric. */
export const packs: Readonly<Record<MetricKind, (metric: Metric) => void>> = {
  fidelity,
  distance,
  rate,
  spectrum,
  agreement,
  similarity,
  map,
  rings,
  edge,
  noise,
};
