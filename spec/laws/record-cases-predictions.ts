import { type Confusion, confusionScores } from '../../harness/record/confusion-scores.ts';
import { count, type Draw, numbered, type RuleCases } from './record-case.ts';

/** Rules about the scores of predictions: classes, overlaps, ranks, errors. */
export const predictionsCases: readonly RuleCases[] = [
  {
    rule: 'confusion-scores',
    draw(random) {
      const folds = Array.from({ length: random.integer(1, 4) }, (): Confusion => {
        const [p, n] = [random.integer(8, 40), random.integer(8, 60)];
        return [random.integer(Math.ceil(p / 2), p), random.integer(Math.ceil(n / 2), n), p, n];
      });
      const mean = folds.length > 1 && random.below(2) === 1;
      const all = [0, 1, 2, 3].map((i) =>
        folds.reduce((sum, fold) => sum + fold[i], 0),
      ) as unknown as Confusion;
      const score = (name: 'accuracy' | 'sensitivity' | 'specificity' | 'f1') =>
        mean
          ? folds.reduce((sum, fold) => sum + confusionScores[name](fold), 0) / folds.length
          : confusionScores[name](all);
      const [p, n] = [2, 3].map((i) =>
        Object.fromEntries(folds.map((fold, at) => [`${'pn'[i - 2]}${at}`, count(fold[i])])),
      );
      const sensitivity = score('sensitivity');
      const specificity = score('specificity');
      return {
        values: {
          ...p,
          ...n,
          acc: score('accuracy').toFixed(3),
          sens: sensitivity.toFixed(3),
          spec: specificity.toFixed(3),
        },
        with: {
          positives: Object.keys(p),
          negatives: Object.keys(n),
          folds: mean ? 'mean' : 'pooled',
          accuracy: 'acc',
          sensitivity: 'sens',
          specificity: 'spec',
        },
        // Accuracy lies between the two where cases are pooled; of means it is half of them at the very least.
        planted: { acc: mean ? '0.020' : (Math.min(sensitivity, specificity) - 0.05).toFixed(3) },
      };
    },
  },
  {
    rule: 'overlap-scores',
    draw(random) {
      const cases = random.list(random.integer(1, 20), 0.05, 0.98);
      const iou = mean(cases);
      const dice = mean(cases.map((value) => (2 * value) / (1 + value)));
      return {
        values: { dice: dice.toFixed(3), iou: iou.toFixed(3) },
        with: { dice: 'dice', iou: 'iou', per: cases.length === 1 ? 'case' : 'mean' },
        planted: { dice: ((2 * iou) / (1 + iou) + 0.01).toFixed(3) },
      };
    },
  },
  {
    rule: 'auc-interval',
    draw(random) {
      const { auc, half, p, n } = delong(random);
      const [low, high] = [auc - half, auc + half];
      return {
        values: { auc: auc.toFixed(3), p: count(p), n: count(n), l: low.toFixed(3), h: high.toFixed(3) },
        with: { auc: 'auc', positives: 'p', negatives: 'n', low: 'l', high: 'h' },
        planted: { l: (auc - half / 5).toFixed(3), h: (auc + half / 5).toFixed(3) },
      };
    },
  },
  {
    rule: 'determination',
    draw(random) {
      const truth = random.list(random.integer(10, 80), 20, 80);
      const errors = truth.map(() => random.between(-15, 15));
      const centre = mean(truth);
      const variance = mean(truth.map((value) => (value - centre) ** 2));
      const mse = mean(errors.map((error) => error ** 2));
      const n = truth.length;
      return {
        values: {
          r2: (1 - mse / variance).toFixed(3),
          rmse: Math.sqrt(mse).toFixed(2),
          sd: Math.sqrt((variance * n) / (n - 1)).toFixed(2),
          n: count(n),
        },
        with: { r2: 'r2', rmse: 'rmse', sd: 'sd', n: 'n', deviation: 'sample' },
        planted: { r2: (1 - mse / variance - 0.1).toFixed(3) },
      };
    },
  },
  {
    rule: 'frechet-images',
    draw(random) {
      return {
        values: { fid: random.between(5, 90).toFixed(1), images: count(random.integer(3000, 50_000)) },
        with: { distance: 'fid', images: 'images' },
        planted: { images: String(random.integer(10, 2048)) },
      };
    },
  },
  {
    rule: 'among',
    draw(random) {
      const list = random.list(5, 20, 35);
      const values = numbered(list, 1);
      return {
        values: { main: list[2].toFixed(2), ...values },
        with: { main: 'main', of: Object.keys(values), setting: 'stated' },
        planted: { main: (Math.max(...list) + 0.3).toFixed(2) },
      };
    },
  },
  {
    rule: 'rank-order',
    draw(random) {
      const list = random.list(5, 20, 35).sort((a, b) => b - a);
      const values = numbered(list, 1);
      const ranks = Object.fromEntries(list.map((_, i) => [`r${i}`, count(i + 1)]));
      return {
        values: { ...values, ...ranks },
        with: { values: Object.keys(values), ranks: Object.keys(ranks), better: 'higher' },
        planted: { v4: (list[0] + 0.3).toFixed(1) },
      };
    },
  },
];

/** AUC of normal scores and half its 95 % interval after DeLong et al. (1988). */
function delong(random: Draw): { auc: number; half: number; p: number; n: number } {
  const [p, n] = [random.integer(20, 60), random.integer(20, 60)];
  const [shift, spread] = [random.between(0.2, 1.6), random.between(0.7, 1.4)];
  const positive = Array.from({ length: p }, () => shift + spread * random.normal());
  const negative = Array.from({ length: n }, () => random.normal());
  const places = positive.map((a) => negative.filter((b) => a > b).length / n);
  const others = negative.map((b) => positive.filter((a) => a > b).length / p);
  const variance = (list: readonly number[]) =>
    list.reduce((sum, value) => sum + (value - mean(list)) ** 2, 0) / (list.length - 1);
  return { auc: mean(places), half: 1.96 * Math.sqrt(variance(places) / p + variance(others) / n), p, n };
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}
