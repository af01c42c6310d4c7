import { expect } from 'chai';
import {
  featuresRole,
  isNetworkMetric,
  networkMetricAsset,
  resolveFrechet,
  resolveLpips,
} from '../../harness/metrics/network-metrics.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

describe('metrics that need a network', () => {
  it('say which asset they need, features of an autoencoder none', () => {
    const needs = (metric: string, convention = {}) => networkMetricAsset({ metric, convention });
    expect(needs('lpips')).to.equal('lpips-alex-v0.1');
    expect(needs('frechet')).to.equal('inception-v3-fid');
    expect(needs('frechet', { features: 'lpips-alex' })).to.equal('lpips-alex-v0.1');
    expect(needs('frechet', { features: 'autoencoder:medical' })).to.equal(undefined);
    expect(needs('psnr', { peak: 1 })).to.equal(undefined);
    expect(needs('training-loss')).to.equal(undefined);
    expect(() => needs('training-loss', { tenth: 1 })).to.throw(InputError, 'tenth');
    expect(['lpips', 'frechet', 'training-loss', 'psnr'].map(isNetworkMetric)).to.eql([
      true,
      true,
      true,
      false,
    ]);
  });

  it('complete their conventions and refuse what these do not have', () => {
    expect(resolveLpips({})).to.eql({ epsilon: 'outside' });
    expect(resolveFrechet({ features: 'autoencoder:medical' })).to.eql({
      features: 'autoencoder:medical',
      resamples: 200,
    });
    expect(featuresRole(resolveFrechet({ features: 'autoencoder:medical' }))).to.equal('medical');
    expect(featuresRole(resolveFrechet({}))).to.equal(undefined);
    expect(() => resolveLpips({ epsilon: 'none' })).to.throw(InputError, 'one of outside, inside');
    expect(() => resolveFrechet({ features: 'toString' })).to.throw(InputError, 'autoencoder:.+');
    expect(() => resolveFrechet({ resamples: 0 })).to.throw(InputError, 'an integer at least 1');
    expect(() => networkMetricAsset({ metric: 'lpips', convention: { net: 'vgg' } })).to.throw(
      InputError,
      'net',
    );
  });
});
