import { expect } from 'chai';
import { stream } from '../../harness/numeric/stream.ts';
import { synthesisSigns } from '../../harness/record/scores/synthesis.ts';
import { normalMoments } from './forged-scores.ts';

describe('a sign of synthesis', () => {
  const draw = (n: number, seed: number) => {
    const random = stream(seed, 'synthesis');
    return Float64Array.from({ length: n }, () => 26.4 + 1.7 * random.normal());
  };
  const none = { stated: new Map<string, number>() };
  const tests = (score: string, values: Float64Array, context: Parameters<typeof synthesisSigns>[2]) =>
    synthesisSigns(score, values, context).map(({ test }) => test);

  it('is not seen in measured or ordinary random scores', () => {
    for (let seed = 0; seed < 150; seed++) {
      const values = draw(10 + (seed % 190), seed);
      expect(tests('psnr', values, none), `seed ${seed}`).to.deep.equal([]);
      expect(
        tests(
          'psnr',
          values.map((value) => Number(value.toFixed(2))),
          none,
        ),
        `seed ${seed}`,
      ).to.deep.equal([]);
    }
  });

  it('is round moments, of draws scaled to printed ones', () => {
    const values = draw(120, 1);
    const mean = values.reduce((sum, value) => sum + value, 0) / 120;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 120);
    const scaled = values.map((value) => 26.42 + (1.73 * (value - mean)) / sd);
    expect(tests('psnr', scaled, none)).to.include('round moments');
  });

  it('is round moments of six places, to one part in a trillion', () => {
    const values = draw(120, 8);
    const mean = values.reduce((sum, value) => sum + value, 0) / 120;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 119);
    const scaled = (to: number) => values.map((value) => 26.418932 + (to * (value - mean)) / sd);
    expect(tests('psnr', scaled(1.73321), none)).to.include('round moments');
    expect(tests('psnr', scaled(1.733210001), none)).to.deep.equal([]);
    const hair = (part: number) => tests('psnr', scaled(1.73321 * (1 + part)), none);
    for (const part of [0.95e-12, -0.95e-12]) expect(hair(part)).to.deep.equal(['round moments']);
    for (const part of [1.05e-12, -1.05e-12]) expect(hair(part)).to.deep.equal([]);
  });

  it('is round moments of four places, to one part in a billion', () => {
    const values = draw(120, 8);
    const mean = values.reduce((sum, value) => sum + value, 0) / 120;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 119);
    const hair = (part: number, to = 26.41) => {
      const scaled = values.map((value) => to + (1.73 * (1 + part) * (value - mean)) / sd);
      return synthesisSigns('psnr', scaled, none).map(({ reason }) => reason);
    };
    for (const part of [0.95e-9, -0.95e-9])
      expect(hair(part)).to.deep.equal(['mean 26.41 and sd 1.73 are exact decimals of 4 places']);
    for (const part of [1.05e-9, -1.05e-9]) expect(hair(part)).to.deep.equal([]);
    expect(hair(0, 26.41 + 1e-7)).to.deep.equal([]);
  });

  it('is no round moments of values of six decimals or fewer, or that are 0 in the mean', () => {
    const digits = (decimals: number) =>
      Float64Array.of(1, -1, 2, -2, 3, -3, 4, -4).map((value) => Number((value / 7).toFixed(decimals)));
    expect(tests('psnr', digits(6), none)).to.deep.equal([]);
    const sd = Math.sqrt(7.5);
    const balanced = Float64Array.of(1, -1, 2, -2, 3, -3, 4, -4).map((value) => (1.73 * value) / sd);
    expect(tests('psnr', balanced, none)).to.deep.equal([]);
  });

  it('is skewness and excess kurtosis of exactly 0', () => {
    expect(tests('psnr', normalMoments(48, 4), none)).to.include('normal moments');
  });

  it('is not skewness and excess kurtosis of 0 where few values differ', () => {
    const coarse = Float64Array.of(0.03, 0.03, ...new Array<number>(8).fill(0.04), 0.05, 0.05);
    expect(tests('mae', coarse, none)).to.deep.equal([]);
  });

  it('is moments that the file states and its list does not have', () => {
    const values = draw(120, 2);
    const mean = values.reduce((sum, value) => sum + value, 0) / 120;
    expect(tests('psnr', values, { stated: new Map([['psnr_mean', mean]]) })).to.deep.equal([]);
    expect(
      tests('psnr', values, { stated: new Map([['psnr_mean', Number(mean.toFixed(2))]]) }),
    ).to.deep.equal([]);
    expect(tests('psnr', values, { stated: new Map([['psnr_mean', mean + 0.05]]) })).to.deep.equal([
      'stated moments',
    ]);
    const stated = (own: Float64Array, name: string, value: number) =>
      synthesisSigns('psnr', own, { stated: new Map([[`psnr_${name}`, value]]) }).map(({ reason }) => reason);
    const few = Float64Array.of(21, 22, 23, 24, 25, 26, 27, 29);
    // Squares about the mean of 24.625 sum to 49.875.
    expect(stated(few, 'std', Math.sqrt(49.875 / 8))).to.deep.equal([]);
    expect(stated(few, 'std', Math.sqrt(49.875 / 7))).to.deep.equal([]);
    expect(stated(few, 'std', 2.58)).to.deep.equal(['the file states the sd 2.58, its list has 2.669']);
    expect(stated(few, 'std', 2.5)).to.deep.equal([]);
    expect(stated(few, 'mean', 24.62)).to.deep.equal([]);
    expect(stated(few, 'mean', 24.61)).to.deep.equal(['the file states the mean 24.61, its list has 24.63']);
    expect(stated(few.slice(1), 'mean', 1)).to.deep.equal([]);
    // One part in a hundred thousand may be lost where it was summed in single precision.
    const single = (part: number) => stated(few, 'mean', 24.625 * (1 + part));
    expect([single(0.95e-5), single(-0.95e-5)]).to.deep.equal([[], []]);
    expect([single(1.05e-5), single(-1.05e-5)].map(({ length }) => length)).to.deep.equal([1, 1]);
  });

  it('is normal quantiles in place of draws', async () => {
    const { normalQuantile } = await import('../../harness/numeric/normal.ts');
    const values = Float64Array.from({ length: 120 }, (_, i) => 26.4 + 1.7 * normalQuantile((i + 0.5) / 120));
    expect(tests('psnr', values, none)).to.include('normal quantiles');
  });

  it('is a rate that is no whole number of pixels, or no two equal where many must be', () => {
    const random = stream(3, 'rates');
    const pixels = 65536;
    const whole = Float64Array.from(
      { length: 1000 },
      () => Math.round(pixels * 0.03 + 60 * random.normal()) / pixels,
    );
    expect(tests('hallucinated', whole, { ...none, pixels })).to.deep.equal([]);
    expect(
      tests(
        'hallucinated',
        whole.map((rate) => rate + 3e-6),
        { ...none, pixels },
      ),
    ).to.deep.equal(['lattice']);
    expect(
      tests(
        'lost',
        whole.map((rate) => rate - 3e-6),
        { ...none, pixels },
      ),
    ).to.deep.equal(['lattice']);
    const distinct = Float64Array.from({ length: 1000 }, (_, i) => (1500 + i) / pixels);
    expect(tests('hallucinated', distinct, { ...none, pixels })).to.include('ties');
  });

  it('is a PSNR that no 8-bit images of that size have', () => {
    const pixels = 64 * 64;
    const random = stream(4, 'psnr');
    const measured = Float64Array.from(
      { length: 60 },
      () => -10 * Math.log10((60000 + random.below(500000)) / (pixels * 255 ** 2)),
    );
    expect(tests('psnr', measured, { ...none, pixels })).to.deep.equal([]);
    expect(tests('psnr', draw(60, 5), { ...none, pixels })).to.include('lattice');
  });

  it('is last digits of two kinds alone in fifty values and more, of one decimal at least', () => {
    const digits = (n: number, decimals = 2) =>
      Float64Array.from({ length: n }, (_, i) =>
        Number(((50 * i + 5 * (i % 2)) / 10 ** decimals).toFixed(decimals)),
      );
    const tests = (values: Float64Array) =>
      synthesisSigns('psnr', values, { stated: new Map() }).map(({ test, reason }) => `${test}: ${reason}`);
    expect(tests(digits(50))).to.deep.equal([
      'last digits: the last digits 0 to 9 stand 25, 0, 0, 0, 0, 25, 0, 0, 0, 0 times in 50 values',
    ]);
    expect(tests(digits(49))).to.deep.equal([]);
    expect(tests(digits(60, 0))).to.deep.equal([]);
  });
});
