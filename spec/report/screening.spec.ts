import { expect } from 'chai';
import fc from 'fast-check';
import { readPaperRecord } from '../../harness/edges/files/paper-record.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { printedLine } from '../../harness/record/predicted-sr.ts';
import { type Reconstructed, rankCandidates } from '../../harness/report/screening.ts';
import { runs } from '../runs.ts';

const line = printedLine(readPaperRecord(workspaceAt(undefined, {}))!)!;
const ids = (n: number) => Array.from({ length: n }, (_, i) => `s${i}`);
const bands = (psnr: readonly number[]) => psnr.map((value) => ({ LL3: value + 10, HH1: value - 10 }));
const candidate = (vae: string, psnr: readonly number[]): Reconstructed => ({
  vae,
  latent: [3, 16, 16],
  perPixel: 0.1875,
  psnr,
  subbands: bands(psnr),
});

const level = fc.double({ min: 10, max: 50, noNaN: true });
const candidates = fc
  .integer({ min: 2, max: 8 })
  .chain((n) =>
    fc
      .array(fc.array(level, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 4 })
      .map((all) => all.map((psnr, i) => candidate(`vae-${i}`, psnr))),
  );
const rank = (given: readonly Reconstructed[]) => {
  const names = ids(given[0]!.psnr.length);
  return rankCandidates(names, names, given, line);
};

describe('screening of autoencoders', () => {
  it('ranks by the mean ceiling, and says how far each is behind the first', () => {
    fc.assert(
      fc.property(candidates, (given) => {
        const ranked = rank(given);
        expect(ranked.map((one) => one.rank)).to.deep.equal(given.map((_, i) => i + 1));
        for (const { ceiling, behindFirst, worst, subbands } of ranked) {
          const own = Object.values(ceiling.images);
          const mean = own.reduce((a, b) => a + b) / own.length;
          expect(ceiling.mean).to.be.closeTo(mean, 1e-9);
          expect(ceiling.mean).to.be.at.most(ranked[0]!.ceiling.mean + 1e-9);
          expect(worst.psnr).to.equal(Math.min(...own));
          expect(ceiling.images[worst.image]).to.equal(worst.psnr);
          expect(subbands['LL3']).to.be.closeTo(mean + 10, 1e-9);
          const first = Object.values(ranked[0]!.ceiling.images);
          if (behindFirst === null) continue;
          expect(behindFirst.mean).to.be.closeTo(ranked[0]!.ceiling.mean - mean, 1e-9);
          expect(behindFirst.imagesAhead).to.equal(own.filter((value, i) => value > first[i]!).length);
        }
      }),
      { numRuns: runs(30) },
    );
  });

  it('does not depend on the order in which the candidates are named', () => {
    fc.assert(
      fc.property(candidates, (given) => {
        const means = given.map(({ psnr }) => psnr.reduce((a, b) => a + b) / psnr.length);
        fc.pre(new Set(means.map((value) => value.toFixed(6))).size === means.length);
        expect(rank(given.toReversed())).to.deep.equal(rank(given));
      }),
      { numRuns: runs(30) },
    );
  });

  it('draws subjects whole: images of one subject say no more than one of them', () => {
    const psnr = [30, 32, 35];
    const twice = candidate('vae', [...psnr, ...psnr]);
    const names = ids(6);
    const subjects = ['a', 'b', 'c', 'a', 'b', 'c'];
    const [once] = rankCandidates(ids(3), ['a', 'b', 'c'], [candidate('vae', psnr)], line);
    const [grouped] = rankCandidates(names, subjects, [twice], line);
    const [apart] = rankCandidates(names, names, [twice], line);
    const width = ({ ceiling: { ci95 } }: typeof once & object) => ci95[1] - ci95[0];
    expect(width(grouped!)).to.equal(width(once!));
    expect(width(apart!)).to.be.below(width(once!));
  });

  it('predicts by the line that claim C08 is about, and says where it goes beyond the printed ceilings', () => {
    // statsmodels, OLS over the six points of Tables S11 and 1.
    expect(line.n).to.equal(6);
    expect(line.r2).to.be.closeTo(0.665249837295, 1e-9);
    expect(line.range).to.deep.equal([23.92, 37.87]);
    const [inside, above] = line.at([30, 38]);
    expect(inside!.value).to.be.closeTo(24.746909371576, 1e-9);
    expect(inside!.prediction[1]).to.be.closeTo(29.2109973676, 1e-6);
    expect([inside!.beyond, above!.beyond]).to.deep.equal([false, true]);
  });

  it('leaves a subband without signal out of its mean, and says null where no image has any', () => {
    const given = {
      ...candidate('vae', [30, 32]),
      subbands: [
        { A: 20, B: -Infinity },
        { A: -Infinity, B: -Infinity },
      ],
    };
    expect(rank([given])[0]!.subbands).to.deep.equal({ A: 20, B: null });
  });
});
