import { expect } from 'chai';
import { stream } from '../../harness/numeric/stream.ts';
import { fitBand } from '../../harness/statistics/fit-band.ts';
import { atLevel } from '../../harness/statistics/interval-level.ts';

describe('the band of a line', () => {
  it('is as wide as the error of the line: 95 % by the normal quantile, narrowest in the middle', () => {
    const draws = stream(41, 'band');
    const n = 1600;
    const x = Float64Array.from({ length: n }, (_, i) => (i - (n - 1) / 2) / n);
    const y = Float64Array.from(x, (value) => 10 + 2 * value + draws.normal());
    const [left, middle, right] = fitBand(x, y, [-0.5, 0, 0.5], 8000, 1);
    const width = ({ low, high }: { low: number; high: number }) => (high - low) / 2;
    // Errors 1 / sqrt(n) in the middle, sqrt(4 / n) at the ends; 8000 resamples and 1600
    // residuals know them to 2.1 %, of which this is five and more (once in two million seeds).
    expect(width(middle!) / (1.96 / Math.sqrt(n))).to.be.within(0.89, 1.11);
    for (const end of [left!, right!])
      expect(width(end) / (1.96 * Math.sqrt(4 / n))).to.be.within(0.89, 1.11);
    expect((middle!.low + middle!.high) / 2).to.be.closeTo(10, 0.2);
    expect((right!.low + right!.high) / 2 - (left!.low + left!.high) / 2).to.be.closeTo(2, 0.8);
    const [narrower] = atLevel(0.8, () => fitBand(x, y, [0], 8000, 1));
    expect(width(narrower!) / width(middle!)).to.be.closeTo(1.2816 / 1.96, 0.05);
  });

  it('is the line itself where points lie on it, and draws again what has no slope', () => {
    const band = fitBand(Float64Array.of(0, 1, 2), Float64Array.of(5, 7, 9), [0, 4], 200, 1);
    expect(band.map(({ x }) => x)).to.deep.equal([0, 4]);
    for (const [i, height] of [5, 13].entries()) {
      expect(band[i]!.low).to.be.closeTo(height, 1e-12);
      expect(band[i]!.high).to.be.closeTo(height, 1e-12);
    }
  });
});
