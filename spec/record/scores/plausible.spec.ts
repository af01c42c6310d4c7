import { expect } from 'chai';
import { implausibleValues } from '../../../harness/record/scores/plausible.ts';

const among = (name: string, values: readonly number[]) =>
  implausibleValues(name, Float64Array.from(values)).map(({ at, why }) => `${at}: ${why}`);

describe('values that are no measurements', () => {
  it('lie outside of what the metric can give, by more than the rounding of single precision', () => {
    for (const [name, low, high] of [
      ['ssim', -1, 1],
      ['ms-ssim', 0, 1],
      ['region-ssim', -1, 1],
      ['hallucination/hallucinated', 0, 1],
      ['hallucination/lost', 0, 1],
      ['lost', 0, 1],
    ] as const) {
      expect(among(name, [low, high, low - 0.95e-6, high + 0.95e-6]), name).to.deep.equal([]);
      expect(among(name, [high + 1.05e-6, 0.5, low - 1.05e-6]), name).to.deep.equal([
        `0: ${high + 1.05e-6} is outside of what ${name} can be, ${low} to ${high}`,
        `2: ${low - 1.05e-6} is outside of what ${name} can be, ${low} to ${high}`,
      ]);
    }
  });

  it('are below 0 for errors and distances, which may be as large as they like', () => {
    for (const name of ['lpips', 'mae', 'mse', 'frechet', 'log-power-distance']) {
      expect(among(name, [0, 1e300]), name).to.deep.equal([]);
      expect(among(name, [-0.1]), name).to.deep.equal([
        `0: -0.1 is outside of what ${name} can be, 0 to Infinity`,
      ]);
    }
    expect(among('psnr', [-300, 300])).to.deep.equal([]);
    expect(among('anything', [-300, 300])).to.deep.equal([]);
  });

  const middle = [24.1, 25.3, 23.9, 26.2, 27.7, 22.4, 25.9];

  it('are numbers that stand for none, where eight values tell that they lie far from the others', () => {
    for (const sentinel of [-1, -99, 99, 999, 9999, 99.9, -999, 1e9, 1e20, -1e30])
      expect(among('psnr', [...middle, sentinel]), String(sentinel)).to.deep.equal([
        `7: ${sentinel} stands for a missing value`,
      ]);
    for (const far of [98, -2, 0, 900, 1100, -9, 1e8, 2e30, 1.5e30])
      expect(among('psnr', [...middle, far]), String(far)).to.deep.equal([]);
    expect(among('psnr', [...middle.slice(1), 999])).to.deep.equal([]);
  });

  /** Thirty values in no order, whose quarters, of 31 with one more, are the ninth and the 24th. */
  const quartered = (low: number, high: number) => [
    ...new Array<number>(6).fill(high + 0.6),
    ...new Array<number>(8).fill(low - 0.5),
    high,
    ...new Array<number>(15).fill(low),
  ];

  it('are more than ten times the spread of the middle half from it', () => {
    expect(among('psnr', [99, ...quartered(0, 9)])).to.deep.equal([]);
    expect(among('psnr', [99, ...quartered(0, 8.9)])).to.have.length(1);
    const down = (depth: number) => [
      ...[7, 1, 15, 7].flatMap((n, i) => new Array<number>(n).fill([-depth - 0.6, -depth, 0, 0.5][i]!)),
    ];
    expect(among('psnr', [-99, ...down(9)])).to.deep.equal([]);
    expect(among('psnr', [-99, ...down(8.9)])).to.have.length(1);
  });

  it('are a tenth of the size away from values that are all the same', () => {
    const same = (value: number) => new Array<number>(8).fill(value);
    expect([among('psnr', [...same(90), 99]), among('psnr', [...same(-90), -99])]).to.deep.equal([[], []]);
    expect(among('psnr', [...same(89), 99])).to.have.length(1);
    expect(among('psnr', [...same(-89), -99])).to.have.length(1);
  });
});
