import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { correlationFacts } from '../../harness/record/correlation-facts.ts';
import { correlationRange } from '../../harness/record/correlation-range.ts';
import { expectedInterval } from '../../harness/record/infer/ci.ts';
import { parsePrinted } from '../../harness/record/printed.ts';
import { nearestSignedRankP } from '../../harness/record/signed-rank-search.ts';
import type { SignedRankVariant } from '../../harness/record/signed-rank-tail.ts';
import { pearson } from '../../harness/statistics/correlation.ts';

interface Oracle {
  readonly floors: readonly (Pick<SignedRankVariant, 'n' | 'sided' | 'method' | 'correction'> & {
    log10: number;
  })[];
  readonly wilcoxon: readonly (Pick<SignedRankVariant, 'n' | 'method' | 'correction'> & {
    w: number;
    p: number;
  })[];
  readonly correlation: { r: number; p: number; fisher: number[]; range: number[]; leaveOneOut: number[] };
  readonly intervals: readonly { n: number; delta: number; d: number; paired: number; independent: number }[];
}

const oracle = JSON.parse(
  readFileSync(new URL('../../golden/oracles/record.json', import.meta.url), 'utf8'),
) as Oracle;
const ceiling = ['23.92', '27.85', '31.39', '37.87', '32.02', '36.93'];
const sr = ['22.34', '25.26', '23.51', '26.42', '25.58', '28.87'];
const untied = { zeros: 'wilcox', zeroCount: 0 } as const;

describe('the audit against independent programs', () => {
  it('has the smallest signed-rank p of mpmath, by the normal approximation and exactly', () => {
    for (const { log10, ...variant } of oracle.floors) {
      const { logFloor } = nearestSignedRankP({ ...variant, ...untied }, { low: 0, high: 0 });
      expect(logFloor / Math.LN10, JSON.stringify(variant)).to.be.closeTo(log10, 1e-11 * Math.abs(log10));
    }
  });

  it("traces SciPy's signed-rank p back to the rank sum", () => {
    for (const { w, p, ...variant } of oracle.wilcoxon) {
      const found = nearestSignedRankP(
        { ...variant, ...untied, sided: 'one' },
        parsePrinted('p', p.toExponential(8)),
      );
      expect(found.matches, JSON.stringify(variant)).to.equal(true);
      expect(found.w).to.equal(w);
    }
  });

  it('has the correlation of the six points, its p and interval, of SciPy', () => {
    const { r } = pearson(Float64Array.from(ceiling, Number), Float64Array.from(sr, Number));
    expect(r).to.be.closeTo(oracle.correlation.r, 1e-13);
    const { p, ciLow, ciHigh } = correlationFacts({ low: r, high: r }, 6);
    expect(p.low).to.be.closeTo(oracle.correlation.p, 1e-11);
    expect(ciLow.low).to.be.closeTo(oracle.correlation.fisher[0], 1e-11);
    expect(ciHigh.low).to.be.closeTo(oracle.correlation.fisher[1], 1e-11);
  });

  it('has the range of the correlation over all 4096 corners of the rounding', () => {
    const read = (texts: string[]) => texts.map((text) => parsePrinted('point', text));
    const { low, high } = correlationRange(read(ceiling), read(sr));
    const [least, most] = oracle.correlation.range;
    expect(low).to.be.within(least - 1e-8, least + 1e-12);
    expect(high).to.be.within(most - 1e-12, most + 1e-8);
  });

  it('has the half-widths that follow from difference, d and n', () => {
    for (const { n, delta, d, paired, independent } of oracle.intervals) {
      const exact = (value: number) => ({ low: value, high: value });
      const printed = {
        delta: exact(delta),
        d: exact(d),
        low: exact(0),
        high: exact(0),
        n,
        resamples: 10000,
      };
      const half = (effect: 'dz' | 'pooled', pairing: 'paired' | 'independent') =>
        expectedInterval(printed, { effect, pairing, method: 'normal' }).half.high;
      expect(half('dz', 'paired')).to.be.closeTo(paired, 1e-12);
      expect(half('pooled', 'independent')).to.be.closeTo(independent, 1e-12);
    }
  });
});
