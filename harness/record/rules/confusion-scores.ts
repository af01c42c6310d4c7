import type { Fields } from '../../numeric/fields.ts';
import { InputError } from '../../numeric/input-error.ts';
import { type ConfusionScore, confusionScores, linearScores } from '../confusion-scores.ts';
import { asPrinted, evaluate, evaluateAll, type Quantity } from '../operand.ts';
import { wholePoint } from '../whole-point.ts';
import { wholeSumsExist } from '../whole-sums.ts';
import { exactCount } from './exact-count.ts';
import { choice, operand, operands, optional } from './options.ts';
import type { Rule } from './rule.ts';

const names = Object.keys(confusionScores) as ConfusionScore[];

/** The test of Fazekas and Kovács (mlscorecheck, 2023): by halving boxes of counts, of means over folds by the sums that counts can have. */
export const confusionScoresRule: Rule = {
  name: 'confusion-scores',
  title: 'Scores of two classes against the numbers of positives and negatives',
  description:
    'Accuracy, sensitivity, specificity, precision, F1, MCC and others are those of one confusion matrix with the printed numbers of positives and negatives; or means over folds, of which accuracy, sensitivity, specificity and balanced accuracy can be judged. Scores are proportions: { "ratio": [id, 100] } of a percentage.',
  options: {
    positives: operands('The number of positives; of folds, one a fold.'),
    negatives: operands('The number of negatives, likewise.'),
    folds: choice(
      ['pooled', 'mean'],
      'Whether scores of several folds are those of all cases together, or means of the score of each fold.',
      'pooled',
    ),
    ...Object.fromEntries(names.map((name) => [name, operand(descriptions()[name], optional)])),
  },
  check(options, figures) {
    const numbers = (key: 'positives' | 'negatives') =>
      evaluateAll(options.raw(key), figures).map((one) => exactCount(one, options, key, 1));
    const [positives, negatives] = [numbers('positives'), numbers('negatives')];
    const mean = options.oneOf('folds', ['pooled', 'mean'], 'pooled') === 'mean' && positives.length > 1;
    if (positives.length !== negatives.length) throw unequal(options, positives.length, negatives.length);
    const scores = names.flatMap((name) => {
      const raw = options.raw(name);
      return raw === undefined ? [] : [{ name, printed: evaluate(raw, figures) }];
    });
    const beyond = scores.find(({ name }) => mean && !linearScores.includes(name));
    if (scores.length === 0 || beyond) throw noScore(options, beyond?.name);
    const counts = mean
      ? meansExist(positives, negatives, scores)
      : pooledCounts(positives, negatives, scores);
    const list = scores.map(({ name, printed }) => `${name} ${asPrinted(printed)}`).join(', ');
    const cases = `${positives.join(', ')} positives and ${negatives.join(', ')} negatives${mean ? ' a fold' : ''}`;
    return {
      severity: counts === undefined ? 'not checkable' : counts ? 'consistent' : 'inconsistent',
      printed: scores.map(({ printed }) => printed),
      recomputed: [],
      derivation:
        counts === undefined
          ? 'The search among counts was given up.'
          : counts
            ? `${counts === true ? 'Some counts' : `${counts[0]} true positives and ${counts[1]} true negatives`} of ${cases} give ${list}.`
            : `No counts of ${cases} give ${list}.`,
      resolution: 'The confusion matrix of each fold, and how scores were averaged.',
    };
  },
};

interface Score {
  readonly name: ConfusionScore;
  readonly printed: Quantity;
}

function pooledCounts(positives: readonly number[], negatives: readonly number[], scores: readonly Score[]) {
  const [p, n] = [positives, negatives].map((list) => list.reduce((sum, one) => sum + one, 0));
  const demands = scores.map(({ name, printed }) => ({
    of: ([tp, tn]: readonly number[]) => confusionScores[name]([tp, tn, p, n]),
    within: printed.interval,
  }));
  return wholePoint([p, n], demands);
}

/** Folds of one size are taken together, since only the sums of their counts matter to means of linear scores. */
function meansExist(positives: readonly number[], negatives: readonly number[], scores: readonly Score[]) {
  const sizes = new Map<string, { p: number; n: number; folds: number }>();
  positives.forEach((p, i) => {
    const key = `${p} ${negatives[i]}`;
    sizes.set(key, { p, n: negatives[i], folds: (sizes.get(key)?.folds ?? 0) + 1 });
  });
  const kinds = [...sizes.values()];
  const rows = scores.map(({ name, printed }) => {
    const gains = (tp: number, tn: number) =>
      kinds.map(({ p, n }) => confusionScores[name]([tp, tn, p, n]) / positives.length);
    return { weights: [...gains(1, 0), ...gains(0, 1)], within: printed.interval };
  });
  const most = [...kinds.map(({ p, folds }) => p * folds), ...kinds.map(({ n, folds }) => n * folds)];
  return wholeSumsExist(most, rows, kinds.length);
}

function descriptions(): Readonly<Record<ConfusionScore, string>> {
  return {
    accuracy: 'The printed accuracy.',
    sensitivity: 'Sensitivity, also called recall.',
    specificity: 'Specificity.',
    precision: 'Precision, also called positive predictive value.',
    npv: 'Negative predictive value.',
    f1: 'F1, also called Dice of the counts.',
    balanced: 'Balanced accuracy.',
    iou: 'Jaccard index of the counts.',
    mcc: "Matthews' correlation.",
    kappa: "Cohen's kappa.",
  };
}

function unequal(options: Fields, positives: number, negatives: number): InputError {
  return new InputError({
    where: options.at('negatives'),
    expected: `as many numbers as positives, ${positives}`,
    got: String(negatives),
    remedy: 'give both of every fold',
  });
}

function noScore(options: Fields, beyond: string | undefined): InputError {
  return new InputError({
    where: options.at(beyond ?? 'accuracy'),
    expected: beyond
      ? `of means over folds one of ${linearScores.join(', ')}`
      : `one score or more: ${names.join(', ')}`,
    got: beyond ?? 'none',
    remedy: beyond ? 'leave it out, or say "folds": "pooled"' : 'name the figures that print them',
  });
}
