import { expect } from 'chai';
import { audit } from '../../harness/record/audit.ts';
import type { Finding } from '../../harness/record/finding.ts';
import { expectedInterval } from '../../harness/record/infer-ci.ts';
import { point } from '../../harness/record/interval.ts';
import { recordOf, type Values } from '../laws/record-case.ts';

/** The finding of one rule on some printed values. */
function find(rule: string, values: Values, options: Record<string, unknown>): Finding {
  return audit(recordOf(rule, { values, with: options }))[0];
}

describe('the front rule', () => {
  const scores = (psnr: string, lpips: string) => ({
    'own/psnr': '26.42',
    'own/lpips': '0.088',
    'other/psnr': psnr,
    'other/lpips': lpips,
  });
  const severity = (psnr: string, lpips: string) =>
    find('pareto-front', scores(psnr, lpips), {
      point: 'own',
      others: ['other'],
      higher: ['psnr'],
      lower: ['lpips'],
    }).severity;

  it('lets no method that prints alike in a score beat another', () => {
    expect(severity('28.38', '0.077')).to.equal('inconsistent');
    expect(severity('28.38', '0.088')).to.equal('consistent');
    expect(severity('26.42', '0.077')).to.equal('consistent');
    expect(severity('26.43', '0.087')).to.equal('consistent');
  });
});

describe('the rule on padded digits', () => {
  const severity = (padded: number, n: number) => {
    const values = Object.fromEntries(
      Array.from({ length: n }, (_, i) => [`v${i}`, i < padded ? '0.9400' : `0.93${10 + i}`]),
    );
    return find('padded-digits', values, { of: Object.keys(values) });
  };

  it('goes by the binomial chance of so many, one in a hundred each', () => {
    // 1 - 0.99^6 - 6 0.01 0.99^5 = 0.00146; for 40 values 0.0607.
    expect(severity(2, 6).recomputed[0].low).to.be.closeTo(0.0014604, 1e-7);
    expect(severity(2, 6).severity).to.equal('suspicious');
    expect(severity(1, 6).severity).to.equal('consistent');
    expect(severity(2, 40).severity).to.equal('consistent');
  });
});

describe('the rule on saturated similarity', () => {
  it('asks for the local contrast that a finite PSNR takes', () => {
    // Error 10^-3.7875; 1 - 0.9995^(1 / 0.0448) = 0.011101; sqrt((error / slack - 0.0009) / 2) = 0.08305.
    const { severity, recomputed } = find(
      'saturated-similarity',
      { s: '1.000', p: '37.87' },
      { similarity: 's', psnr: 'p', contrast: 0.075 },
    );
    expect(recomputed[0].low).to.be.closeTo(0.08304627, 1e-8);
    expect(severity).to.equal('suspicious');
  });
});

describe('the rule on effects and intervals', () => {
  it('calls a difference and an effect of opposite signs inconsistent', () => {
    const values = {
      delta: '2.91',
      d: '-1.86',
      n: { text: '120', kind: 'count' },
      low: '2.63',
      high: '3.19',
    } as const;
    const described = { effect: 'dz', pairing: 'paired', method: 'bootstrap' };
    const options = { delta: 'delta', d: 'd', n: 'n', low: 'low', high: 'high', ...described };
    expect(find('effect-interval', values, options).severity).to.equal('inconsistent');
    expect(find('effect-interval', { ...values, d: '1.86' }, options).severity).to.equal('consistent');
  });

  it('lets a bootstrap divide the variance by n', () => {
    const printed = { delta: point(1), d: point(1), low: point(0), high: point(2), n: 10, resamples: 1e12 };
    const { half } = expectedInterval(printed, { effect: 'dz', pairing: 'paired', method: 'bootstrap' });
    // 1.95996 / sqrt(10) = 0.619795, times sqrt(0.9) (1 - 0.2) and 1 + 0.2.
    expect(half.low).to.be.closeTo(0.619795 * Math.sqrt(0.9) * 0.8, 1e-5);
    expect(half.high).to.be.closeTo(0.619795 * 1.2, 1e-5);
  });
});
