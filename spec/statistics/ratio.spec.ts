import { expect } from 'chai';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import type { Sample } from '../../harness/statistics/procedure.ts';
import { ratioOfMeans } from '../../harness/statistics/ratio.ts';

/** Pairs about (mx, my) with a shared part; groups of `size` share a second one. */
function sampleOf(seed: number, n: number, mx: number, my: number, size = 1): Sample {
  const random = stream(seed, 'ratio spec');
  const groups = Array.from({ length: Math.ceil(n / size) }, () => random.normal());
  const shared = Float64Array.from({ length: n }, () => random.normal());
  return {
    ids: Array.from({ length: n }, (_, i) => `i${String(i).padStart(4, '0')}`),
    clusters: Array.from({ length: n }, (_, i) => `c${Math.floor(i / size)}`),
    x: shared.map((v, i) => mx + v + random.normal() + (size > 1 ? groups[Math.floor(i / size)] : 0)),
    y: shared.map((v) => my + v + random.normal()),
  };
}

function variance(values: Float64Array): number {
  const mean = values.reduce((a, b) => a + b) / values.length;
  return values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1);
}

describe('ratio of means', () => {
  it('has the interval of the delta method where the denominator is far from 0', () => {
    const sample = sampleOf(1, 400, 6, 10);
    const { value, ci95 } = ratioOfMeans(sample, 20_000, 3);
    const mean = sample.y!.reduce((a, b) => a + b) / 400;
    const error = Math.sqrt(variance(sample.x.map((v, i) => v - value * sample.y![i])) / 400) / mean;
    expect((ci95[1] - ci95[0]) / (2 * 1.96 * error)).to.be.closeTo(1, 0.03);
    expect((ci95[0] + ci95[1]) / 2).to.be.closeTo(value, 0.1 * error);
  });

  it('covers the true ratio in about 95 of 100 samples', () => {
    const held = Array.from({ length: 300 }, (_, k) => {
      const { ci95 } = ratioOfMeans(sampleOf(100 + k, 60, 2, 4), 400, k);
      return ci95[0] <= 0.5 && ci95[1] >= 0.5;
    }).filter(Boolean).length;
    expect(held / 300).to.be.within(0.905, 0.985);
  });

  it('is wider where subjects repeat and their images are alike', () => {
    const clustered = sampleOf(5, 300, 6, 10, 10);
    const width = ({ ci95 }: { ci95: readonly [number, number] }) => ci95[1] - ci95[0];
    const alone = { ...clustered, clusters: clustered.ids };
    expect(width(ratioOfMeans(clustered, 2000, 1))).to.be.above(1.4 * width(ratioOfMeans(alone, 2000, 1)));
  });

  it('draws the images of a single subject, whose interval would else have no width', () => {
    const alone = sampleOf(5, 60, 6, 10);
    const one = { ...alone, clusters: alone.ids.map(() => 'one') };
    expect(ratioOfMeans(one, 500, 1)).to.deep.equal(ratioOfMeans(alone, 500, 1));
    expect(ratioOfMeans(one, 500, 1).ci95[0]).to.be.below(ratioOfMeans(one, 500, 1).ci95[1]);
  });

  it('decides nothing where the denominator may be 0, and is refused where it is', () => {
    const { ci95 } = ratioOfMeans(sampleOf(9, 40, 1, 0), 2000, 1);
    expect(ci95[0]).to.be.below(-1);
    expect(ci95[1]).to.be.above(1);
    const flat = {
      ids: ['a', 'b'],
      clusters: ['a', 'b'],
      x: Float64Array.of(1, 2),
      y: Float64Array.of(1, -1),
    };
    expect(() => ratioOfMeans(flat, 100, 1)).to.throw(InputError, /denominator whose mean is not 0/);
  });
});
