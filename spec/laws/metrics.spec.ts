import { expect } from 'chai';
import { metricNamed, metrics } from '../../harness/metrics/catalogue.ts';
import type { Metric, MetricKind } from '../../harness/metrics/metric.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { agreement } from './metrics/agreement.ts';
import { directed } from './metrics/direction.ts';
import { distance } from './metrics/distance.ts';
import { edge } from './metrics/edge.ts';
import { everyMetric } from './metrics/every.ts';
import { fidelity } from './metrics/fidelity.ts';
import { map } from './metrics/map.ts';
import { noise } from './metrics/noise.ts';
import { rate } from './metrics/rate.ts';
import { rings } from './metrics/rings.ts';
import { similarity } from './metrics/similarity.ts';
import { spectrum } from './metrics/spectrum.ts';

const packs: Readonly<Record<MetricKind, (metric: Metric) => void>> = {
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

describe('metric laws', () => {
  for (const metric of metrics) {
    describe(`${metric.name} (${metric.kind})`, () => {
      everyMetric(metric);
      directed(metric);
      const pack = packs[metric.kind];
      if (pack) pack(metric);
      else it('has a law pack for its kind', () => expect.fail(`there is none for ${metric.kind}`));
    });
  }
});

describe('metric catalogue', () => {
  it('names every metric once, and finds it by that name', () => {
    expect(new Set(metrics.map(({ name }) => name)).size).to.equal(metrics.length);
    for (const metric of metrics) expect(metricNamed(metric.name)).to.equal(metric);
  });

  it('answers an unknown name with the known ones', () => {
    expect(() => metricNamed('pnsr')).to.throw(InputError, /one of psnr, mse, .*got "pnsr"/);
  });
});
