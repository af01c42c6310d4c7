/** True positives and negatives with the numbers of positives and negatives. */
export type Confusion = readonly [tp: number, tn: number, p: number, n: number];

/** Scores of a confusion matrix by name; none falls when tp or tn rises. */
export const confusionScores = {
  accuracy: ([tp, tn, p, n]) => (tp + tn) / (p + n),
  sensitivity: ([tp, , p]) => tp / p,
  specificity: ([, tn, , n]) => tn / n,
  precision: ([tp, tn, , n]) => tp / (tp + n - tn),
  npv: ([tp, tn, p]) => tn / (tn + p - tp),
  f1: ([tp, tn, p, n]) => (2 * tp) / (tp + p + n - tn),
  balanced: ([tp, tn, p, n]) => (tp / p + tn / n) / 2,
  iou: ([tp, tn, p, n]) => tp / (p + n - tn),
  mcc: ([tp, tn, p, n]) => (tp * tn - (n - tn) * (p - tp)) / Math.sqrt(p * n * (tp + n - tn) * (tn + p - tp)),
  kappa: ([tp, tn, p, n]) => (2 * (tp * tn - (n - tn) * (p - tp))) / ((tp + n - tn) * n + p * (p - tp + tn)),
} satisfies Readonly<Record<string, (confusion: Confusion) => number>>;

export type ConfusionScore = keyof typeof confusionScores;

/** Those that are sums over folds when they are averaged over folds of one size. */
export const linearScores: readonly ConfusionScore[] = ['accuracy', 'sensitivity', 'specificity', 'balanced'];
