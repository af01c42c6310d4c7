import { expect } from 'chai';
import { stream } from '../../harness/numeric/stream.ts';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import { cautionsOf } from '../../harness/statistics/cautions.ts';
import { fewDraws } from '../../harness/statistics/few-draws.ts';
import { atLevel } from '../../harness/statistics/interval-level.ts';
import { notNormal } from '../../harness/statistics/not-normal.ts';
import { pairs } from '../laws/statistics/coverage.ts';
import { optionsFor } from '../laws/statistics/sample.ts';

const sampleOf = (n: number, size = 1) => pairs(stream(5, 'cautions', n, size), { n, size, shared: 0.5 });
const cautions = (name: string, n: number, size = 1, given = {}) => {
  const procedure = procedureNamed(name);
  return cautionsOf(procedure, sampleOf(n, size), optionsFor(procedure, given));
};

describe('cautions', () => {
  it('tell that images of one subject are taken as independent, where the procedure does', () => {
    expect(cautions('summary', 20, 4)).to.deep.equal([
      'summary takes 20 images of 5 subjects for independent ones: its intervals and p values claim too much',
    ]);
    expect(cautions('wilcoxon', 20, 4)).to.have.length(1);
    for (const name of ['clustered', 'mixed-model', 'equivalence'])
      expect(cautions(name, 20, 4), name).to.deep.equal([]);
    expect(cautions('summary', 20)).to.deep.equal([]);
    expect(
      cautions('summary', 20, 20),
      'of one subject, whose slices are all that is spoken of',
    ).to.deep.equal([]);
  });

  it('tell that few units were drawn: subjects where these are drawn, else images', () => {
    expect(cautions('bootstrap', 8)[0]).to.match(
      /^an interval from 8 drawn with replacement .* about 89 of 100/,
    );
    expect(cautions('bootstrap', 12)).to.deep.equal([]);
    expect(cautions('bootstrap', 24, 4, { scheme: 'subject' })[0]).to.match(/from 6 drawn/);
    expect(cautions('bootstrap', 8, 1, { interval: 'studentised' })).to.deep.equal([]);
    expect(cautions('ratio', 24, 4)[0]).to.match(/from 6 drawn/);
    expect(cautions('bland-altman', 24, 4)[0]).to.match(/from 6 drawn/);
  });

  it('say how often a mean of few is held: P(|t| < 1.96 sqrt((n - 1) / n)) with n - 1 degrees of freedom', () => {
    // 2 * scipy.stats.t.cdf(1.95996 * sqrt((n - 1) / n), n - 1) - 1 for n = 2, 6, 9: 0.6021, 0.8664, 0.8982
    expect([2, 6, 9, 10].map((n) => /about (\d+)/.exec(fewDraws(n)[0] ?? '')?.[1])).to.deep.equal([
      '60',
      '87',
      '90',
      undefined,
    ]);
    expect(fewDraws(1)).to.deep.equal([]);
    expect(fewDraws(6)).to.deep.equal([
      'an interval from 6 drawn with replacement is too narrow: of normal data such an interval of a mean holds it in about 87 of 100 samples, not in 95',
    ]);
    // 2 * scipy.stats.t.cdf(1.64485 * sqrt((n - 1) / n), n - 1) - 1 for n = 9, 10, of 0.9 * 0.9 / 0.95 = 0.8526: 0.8403, 0.8470
    const told = (n: number) => atLevel(0.9, () => fewDraws(n));
    expect(told(9)).to.match(/about 84 of 100 samples, not in 90$/);
    expect([told(10).length, told(11).length, told(12).length]).to.deep.equal([1, 1, 0]);
  });

  it('tell of values and differences that are all the same, but for rounding, where an interval has no width', () => {
    const ids = Array.from({ length: 12 }, (_, i) => `${i}`);
    const of = (name: string, x: (i: number) => number, y?: (i: number) => number) => {
      const procedure = procedureNamed(name);
      const column = (value: (i: number) => number) => Float64Array.from(ids, (_, i) => value(i));
      const sample = { ids, clusters: ids, x: column(x), ...(y && { y: column(y) }) };
      return cautionsOf(procedure, sample, optionsFor(procedure));
    };
    const told = /^all 12 (values|differences) are the same but for rounding: an interval without width/;
    for (const name of ['summary', 'bootstrap', 'clustered', 'bland-altman']) {
      if (name !== 'bland-altman') expect(of(name, () => 0.7).join(), name).to.match(told);
      expect(
        of(
          name,
          (i) => 0.7 + i / 100,
          (i) => 0.6 + i / 100,
        ),
        name,
      ).to.have.length(1);
      expect(
        of(
          name,
          (i) => 0.7 + i / 100,
          (i) => 0.6 + i / 100,
        )[0],
        name,
      ).to.match(told);
      expect(
        of(
          name,
          (i) => 0.7 + i / 100,
          (i) => 0.6 + i / 99,
        ).filter((each) => told.test(each)),
        name,
      ).to.deep.equal([]);
    }
    expect(
      of(
        'wilcoxon',
        (i) => 0.7 + i,
        (i) => 0.6 + i,
      ),
      'whose p holds of equal differences',
    ).to.deep.equal([]);
  });

  it('tell of a correlation over images of several subjects, none where subjects are one or do not repeat', () => {
    expect(cautions('correlation', 20, 4)[0]).to.match(/takes 20 observations of 5 subjects for independent/);
    expect(cautions('correlation', 20, 20)).to.deep.equal([]);
    expect(cautions('correlation', 20)).to.deep.equal([]);
  });

  it('tell of limits whose intervals hold under 90 of 100: symmetric, from an excess kurtosis of 1.3 on', () => {
    // Of values -1, 0 and 1, a share q of them not 0: kurtosis 1 / q, and a limit varies by 1 + 1.92 (1 / q - 1) / 2.
    const of = (zeros: number) =>
      notNormal(
        Float64Array.from({ length: 10 + zeros }, (_, i) => (i < 10 ? 1 - 2 * (i % 2) : 0)),
        1.96,
      );
    // 2 Phi(1.96 sqrt(2.92 / 3.65)) - 1 = 0.920 at an excess of 0.8, and 0.889 at 1.5.
    expect(of(28)).to.deep.equal([]);
    expect(of(35)[0]).to.match(/skewness 0 and excess kurtosis 1\.5: .* about 89 of 100/);
    const lopsided = Float64Array.of(...new Array<number>(9).fill(0), 1);
    // Skewness 8/3 and excess 46/9 at one in ten: the variance of the limit above is 1 + 5.23 + 6.83, of 2.92.
    expect(notNormal(lopsided, 1.96)[0]).to.match(
      /skewness 2\.7 and excess kurtosis 5\.1: .* about 65 of 100/,
    );
    expect(
      notNormal(
        lopsided.map((v) => -v),
        1.96,
      )[0],
    ).to.match(/skewness -2\.7 .* about 65 of 100/);
    expect(notNormal(new Float64Array(5).fill(3), 1.96)).to.deep.equal([]);
  });

  it('tell that limits of agreement presume normal differences', () => {
    const random = stream(9, 'limits');
    const normal = Float64Array.from({ length: 400 }, () => random.normal());
    expect(notNormal(normal, 1.96)).to.deep.equal([]);
    const skewed = normal.map((v) => Math.exp(v));
    expect(notNormal(skewed, 1.96)[0]).to.match(
      /skewness \d+(\.\d)? and excess kurtosis \d+(\.\d)?: .* in about \d\d of 100/,
    );
    expect(notNormal(new Float64Array(5).fill(2), 1.96)).to.deep.equal([]);
  });
});
