import { expect } from 'chai';
import fc from 'fast-check';
import type { Fragility, ThresholdFragility } from '../../../harness/claims/fragility.ts';
import type { Verdict } from '../../../harness/claims/verdict.ts';
import { fragilityOf } from '../../../harness/edges/render/fragility.ts';
import { spannedCurve } from '../../../harness/report/fragility-curve.ts';

const of = 8; // comparisons
const pieces = fc
  .array(fc.record({ reproduced: fc.nat(of), from: fc.double({ min: -1, max: 1, noNaN: true }) }), {
    maxLength: 5,
  })
  .map((all): ThresholdFragility['curve'] =>
    [{ from: null, reproduced: 0 }, ...all.sort((a, b) => a.from - b.from)].map(({ from, reproduced }) => ({
      from,
      reproduced,
      inconclusive: of - reproduced,
      notReproduced: 0,
    })),
  );

/** Height of a drawn line of corners at a place on it. */
function heightAt(path: string, x: number): number {
  const corners = [...path.matchAll(/L(\S+) ([\d.]+)/g)].map(([, at, y]) => [Number(at), Number(y)] as const);
  const right = corners.findIndex(([at]) => at >= x);
  const [[x1, y1], [x0, y0]] = [corners[right]!, corners[Math.max(0, right - 1)]!];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

describe('the small curve of what turns a verdict', () => {
  it('goes through every point, though within a level run only the ends are drawn', () => {
    fc.assert(
      fc.property(pieces, (curve) => {
        const threshold = { unit: 'dB', stricter: null, easier: null, curve };
        const fragility: Fragility = {
          thresholds: [threshold],
          comparisons: { reproduced: 0, inconclusive: 0, notReproduced: 0, leftOut: null },
          images: { fewer: null, more: null },
        };
        const [drawn] = fragilityOf({ fragility } as Verdict).curves;
        spannedCurve(threshold, 61).points.forEach(({ agree }, i) => {
          expect(heightAt(drawn!.agree, 2 * i)).to.be.closeTo(24 * (1 - agree), 0.01);
        });
        expect(drawn!.agree.match(/L/g)!.length).to.be.at.most(2 * curve.length + 1);
        expect(drawn!.open).to.equal('M0 24L0 0L120 0L120 24Z');
      }),
    );
  });
});
