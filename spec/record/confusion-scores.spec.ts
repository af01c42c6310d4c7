import { expect } from 'chai';
import { confusionScores } from '../../harness/record/confusion-scores.ts';

describe('scores of a confusion matrix', () => {
  // 30 of 40 positives and 45 of 60 negatives are told: 10 missed, 15 false alarms; by hand.
  const of = (name: keyof typeof confusionScores) => confusionScores[name]([30, 45, 40, 60]);

  it('are those of their definitions', () => {
    for (const [name, value] of [
      ['accuracy', 75 / 100],
      ['sensitivity', 30 / 40],
      ['specificity', 45 / 60],
      ['precision', 30 / 45],
      ['npv', 45 / 55],
      ['f1', 60 / 85],
      ['balanced', (30 / 40 + 45 / 60) / 2],
      ['iou', 30 / 55],
      ['mcc', (30 * 45 - 15 * 10) / Math.sqrt(45 * 40 * 60 * 55)],
      // Agreement by chance is (45 x 40 + 55 x 60) / 100^2.
      ['kappa', (0.75 - 0.51) / (1 - 0.51)],
    ] as const)
      expect(of(name), name).to.be.closeTo(value, 1e-14);
  });
});
