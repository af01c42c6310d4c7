import { expect } from 'chai';
import fc from 'fast-check';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { conformalBound } from '../../harness/statistics/split-conformal.ts';
import { expectShare } from '../by-chance.ts';
import { runs } from '../runs.ts';

type Bound = (scores: readonly number[], alpha: number) => number;

const bound: Bound = (scores, alpha) => conformalBound('spec', scores, alpha);
const tries = 2000;

/** Laws of a bound for one more score, exchangeable with those given. */
const laws: Readonly<Record<string, (found: Bound) => void>> = {
  'holds as many of further scores as its rank says: exactly (rank) / (n + 1), at least 1 - alpha': (
    found,
  ) => {
    for (const [n, alpha] of [
      [10, 0.2],
      [9, 0.1],
      [30, 0.15],
    ] as const) {
      const share = Math.ceil((n + 1) * (1 - alpha) - 1e-9) / (n + 1);
      expect(share).to.be.at.least(1 - alpha);
      for (const kind of ['independent', 'alike'] as const) {
        const held = heldOf(found, n, alpha, kind);
        expectShare(held, tries, [share, share], `${n}, ${alpha}, ${kind}`, 6);
      }
    }
  },

  'is one of the scores, grows with the coverage, and does not care for their order': (found) => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 9 }), { minLength: 9 }), (scores) => {
        const [wide, narrow] = [found(scores, 0.1), found(scores, 0.4)];
        expect(scores).to.include(wide);
        expect(scores).to.include(narrow);
        expect(wide).to.be.at.least(narrow);
        expect(found(scores.toReversed(), 0.1)).to.equal(wide);
      }),
      { numRuns: runs(50) },
    );
  },
};

/** Wrong bounds, each of which some law must refuse. */
const planted: Readonly<Record<string, Bound>> = {
  'a quantile without the one more': (scores, alpha) =>
    scores.toSorted((a, b) => a - b)[Math.ceil(scores.length * (1 - alpha)) - 1]!,
  'the quantile of the wrong side': (scores, alpha) =>
    scores.toSorted((a, b) => b - a)[Math.ceil((scores.length + 1) * (1 - alpha) - 1e-9) - 1]!,
  'always the largest': (scores) => Math.max(...scores),
  'a straight line between two scores': (scores, alpha) => {
    const at = (scores.length - 1) * (1 - alpha);
    const sorted = scores.toSorted((a, b) => a - b);
    const from = Math.floor(at);
    return sorted[from]! + (at - from) * ((sorted[from + 1] ?? sorted[from]!) - sorted[from]!);
  },
};

describe('split-conformal bound', () => {
  for (const [title, holds] of Object.entries(laws)) it(title, () => holds(bound));

  for (const [title, wrong] of Object.entries(planted)) {
    it(`would fail these laws with ${title}`, () => {
      const broken = Object.values(laws).some((holds) => {
        try {
          holds(wrong);
          return false;
        } catch {
          return true;
        }
      });
      expect(broken).to.equal(true);
    });
  }

  it('refuses too few subjects, and says how many it takes', () => {
    expect(bound([1, 2, 3, 4, 5, 6, 7, 8, 9], 0.1)).to.equal(9);
    expect(() => bound([1, 2, 3, 4, 5, 6, 7, 8], 0.1)).to.throw(
      InputError,
      'spec: expected at least 9 subjects to calibrate on, for alpha 0.1, got 8; give more subjects, or ask for less coverage (option alpha)',
    );
  });
});

/** How many of so many further scores lie within a bound of n others; `alike`: each try has a level of its own. */
function heldOf(found: Bound, n: number, alpha: number, kind: 'independent' | 'alike'): number {
  const random = stream(1, 'conformal', n, kind);
  let held = 0;
  for (let i = 0; i < tries; i++) {
    const level = kind === 'alike' ? 100 * random.normal() : 0;
    const scores = Array.from({ length: n }, () => level + random.uniform());
    held += Number(level + random.uniform() <= found(scores, alpha));
  }
  return held;
}
