import { expect } from 'chai';
import { metricNamed, metrics } from '../../harness/metrics/catalogue.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { directed } from './metrics/direction.ts';
import { everyMetric } from './metrics/every.ts';
import { packs } from './metrics/packs.ts';

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
