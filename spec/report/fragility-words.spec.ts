import { expect } from 'chai';
import type { Fragility } from '../../harness/claims/fragility.ts';
import { fragilityTable } from '../../harness/edges/cli/fragility-table.ts';
import { spannedCurve } from '../../harness/report/fragility-curve.ts';
import { turnsWhen } from '../../harness/report/fragility-words.ts';

const fragility: Fragility = {
  thresholds: [
    {
      unit: 'dB',
      stricter: { at: 0.5, to: 'inconclusive' },
      easier: null,
      curve: [
        { from: null, reproduced: 0, inconclusive: 0, notReproduced: 2 },
        { from: -0.75, reproduced: 1, inconclusive: 1, notReproduced: 0 },
        { from: -0.5, reproduced: 2, inconclusive: 0, notReproduced: 0 },
      ],
    },
  ],
  comparisons: { reproduced: 2, inconclusive: 0, notReproduced: 0, leftOut: null },
  images: { fewer: { at: 0.25, to: 'inconclusive' }, more: null },
  seeds: [
    { seed: 1, outcome: 'reproduced' },
    { seed: 2, outcome: 'inconclusive' },
  ],
};

describe('what turns a verdict, in words', () => {
  it('is a phrase for each kind of change that turns it', () => {
    expect(turnsWhen(fragility)).to.deep.equal([
      'bounds 0.5000 dB stricter: inconclusive',
      '25 % of the images: inconclusive',
      'seed 1: reproduced',
      'seed 2: inconclusive',
    ]);
  });

  it('tells images left out of how many comparisons, and more images to a tenth, rounded up', () => {
    const turned: Fragility = {
      thresholds: [{ unit: '1', stricter: null, easier: { at: 0.25, to: 'reproduced' }, curve: [] }],
      comparisons: { reproduced: 2, inconclusive: 3, notReproduced: 4, leftOut: { at: 1, to: 'reproduced' } },
      images: { fewer: { at: 0.126, to: 'inconclusive' }, more: { at: 2.31, to: 'reproduced' } },
      seeds: [
        { seed: 1, outcome: 'reproduced' },
        { seed: 2, outcome: 'reproduced' },
      ],
    };
    expect(turnsWhen(turned)).to.deep.equal([
      'bounds 0.2500 easier: reproduced',
      '1 of 9 comparisons left out: reproduced',
      '13 % of the images: inconclusive',
      '2.400 times the images: reproduced',
      'seeds 1, 2: all reproduced',
    ]);
  });

  it('is a curve to twice the change that turns it, with the bounds as they stand in the middle', () => {
    const { reach, points } = spannedCurve(fragility.thresholds[0]!, 9);
    expect(reach).to.equal(1);
    expect(points.map(({ agree }) => agree)).to.deep.equal([0, 0.5, 1, 1, 1, 1, 1, 1, 1]);
    expect(points[0]!.notContradict).to.equal(0);
    expect(points[4]!.easing).to.equal(0);
  });

  it('fits a terminal, verdict by verdict, and says where there is none', () => {
    const verdict = {
      claim: 'K1',
      part: '',
      tier: 'embedded',
      outcome: 'reproduced',
      reason: 'r',
      experiment: 'e',
      criteria: [],
      scope: [],
      replay: 'r',
    } as const;
    const text = fragilityTable([{ ...verdict, fragility }]);
    expect(text).to.include('✓ K1, embedded: reproduced. It turns with\n    bounds 0.5000 dB stricter');
    expect(text).to.include('█  agreeing, bounds 1 dB stricter to 1 dB easier');
    expect(fragilityTable([verdict])).to.equal(
      'no verdict of this run was decided by comparisons of measured values',
    );
  });
});
