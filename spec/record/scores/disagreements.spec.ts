import { expect } from 'chai';
import { disagreements } from '../../../harness/record/scores/disagreements.ts';

const found = (score: string, gaps: readonly number[]) =>
  disagreements({
    name: 'a',
    ids: gaps.map((_, i) => `i${i}`),
    scores: new Map([[score, new Float64Array(gaps.length)]]),
    recorded: new Map([[score, Float64Array.from(gaps)]]),
    stated: new Map(),
  });

describe('recorded scores that are not those of the images', () => {
  it('differ by more than rounding to 8 bits does: 0.05 dB of PSNR, 0.002 of others, to either side', () => {
    for (const [score, tolerance] of [
      ['psnr', 0.05],
      ['psnr-region', 0.05],
      ['ssim', 0.002],
    ] as const) {
      const gaps = [-1.02, -1, -0.98, 0, 0.98, 1, 1.02].map((part) => part * tolerance);
      expect(found(score, gaps)[0], score).to.deep.equal({
        score,
        count: 2,
        total: 7,
        largest: 1.02 * tolerance,
        ids: ['i0', 'i6'],
      });
      expect(found(score, gaps.slice(1, -1)), score).to.deep.equal([]);
    }
  });

  it('are named, those first that differ most, ten at most', () => {
    const [{ ids, count, largest }] = found('ssim', [0.01, 0.03, 0.02]) as [ReturnType<typeof found>[0]];
    expect([ids, count, largest]).to.deep.equal([['i1', 'i2', 'i0'], 3, 0.03]);
    const many = found('ssim', new Array<number>(12).fill(1))[0]!;
    expect([many.ids.length, many.count]).to.deep.equal([10, 12]);
  });

  it('are those of scores that both have', () => {
    const set = { name: 'a', ids: ['i'], scores: new Map(), stated: new Map() };
    expect(disagreements(set)).to.deep.equal([]);
    expect(disagreements({ ...set, recorded: new Map([['psnr', Float64Array.of(3)]]) })).to.deep.equal([]);
  });
});
