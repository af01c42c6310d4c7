import type { CheckDeclaration } from '../../check.ts';
import type { ReadFigure, ReadTable } from '../reading.ts';
import type { Draft } from './draft.ts';
import { type MeasureSet, measureSets } from './measure-sets.ts';

/** Measures of one row that bind each other: errors, overlaps, and the scores of one confusion matrix. */
export function draftIdentities(table: ReadTable): Draft {
  const checks = measureSets(table).flatMap((set) => identities.flatMap((identity) => identity(set)));
  return { checks, notes: [] };
}

const identities: readonly ((set: MeasureSet) => readonly CheckDeclaration[])[] = [
  errors,
  peakSignal,
  intervalAndP,
  overlaps,
  harmonicMean,
  accuracyBetween,
  confusion,
  classes,
  curve,
  frechet,
];

function errors({ by }: MeasureSet): readonly CheckDeclaration[] {
  const [mae, rmse] = [by.get('mae'), by.get('rmse')];
  if (mae === undefined || rmse === undefined) return [];
  return [
    {
      id: `${rmse.id}-above-mae`,
      rule: 'ordering',
      statement: `RMSE ${rmse.text} is at least MAE ${mae.text}.`,
      presumes: 'both are of the same errors in the same unit',
      with: { greater: [rmse.id], lesser: [mae.id] },
    },
  ];
}

/** Of means over images PSNR is at least that of the mean of the squared errors. */
function peakSignal({ by }: MeasureSet): readonly CheckDeclaration[] {
  const [psnr, mse] = [by.get('psnr'), by.get('mse')];
  if (psnr === undefined || mse === undefined) return [];
  const peak = Number.parseFloat(mse.text) < 1 ? 1 : 255;
  return [
    {
      id: `${psnr.id}-of-mse`,
      rule: 'psnr-mse',
      statement: `PSNR ${psnr.text} is at least that of a mean squared error of ${mse.text}.`,
      presumes: `both are means over the same images, whose peak is ${peak}`,
      with: { psnr: psnr.id, mse: mse.id, per: 'mean', ...(peak !== 1 && { peak }) },
    },
  ];
}

/** A difference or a ratio with its interval, and the p against none. */
function intervalAndP({ by, intervals }: MeasureSet): readonly CheckDeclaration[] {
  const p = by.get('p');
  const named = (['difference', 'effect-ratio'] as const).filter(
    (name) => by.has(name) && intervals.has(name),
  );
  if (p === undefined || named.length !== 1) return [];
  const [name] = named;
  const [estimate, { low, high }] = [by.get(name)!, intervals.get(name)!];
  const ratio = name === 'effect-ratio';
  return [
    {
      id: `${p.id}-of-interval`,
      rule: 'interval-p',
      statement: `The interval ${low.text} to ${high.text} holds ${estimate.text}, and decides as its p of ${p.text} does.`,
      presumes: `p is against ${ratio ? 'a ratio of 1' : 'a difference of 0'}, two-sided, and the interval is of 95 %`,
      with: {
        low: low.id,
        high: high.id,
        estimate: estimate.id,
        p: p.id,
        scale: ratio ? 'ratio' : 'linear',
        made: 'otherwise',
      },
    },
  ];
}

/** Dice against IoU, whose means bind each other from both sides. */
function overlaps({ by }: MeasureSet): readonly CheckDeclaration[] {
  const [dice, iou] = [by.get('dice'), by.get('iou')];
  const whole = dice && iou && wholeOf([dice, iou]);
  if (!whole) return [];
  return [
    {
      id: `${iou.id}-of-dice`,
      rule: 'overlap-scores',
      statement: `Dice ${dice.text} and IoU ${iou.text} can be means over the same cases.`,
      presumes: 'both are of the same cases',
      with: { dice: share(dice, whole), iou: share(iou, whole), per: 'mean' },
    },
  ];
}

function harmonicMean({ by }: MeasureSet): readonly CheckDeclaration[] {
  const [f1, precision] = [by.get('f1'), by.get('precision')];
  const recall = by.get('recall') ?? by.get('sensitivity');
  if (!f1 || !precision || !recall || !wholeOf([f1, precision, recall])) return [];
  const of = {
    ratio: [{ product: [2, precision.id, recall.id] }, { sum: [precision.id, recall.id] }],
  };
  return [
    {
      id: `${f1.id}-of-precision`,
      rule: 'same-quantity',
      statement: `F1 ${f1.text} is the harmonic mean of ${precision.text} and ${recall.text}.`,
      presumes: 'all three are of one confusion matrix, not means over classes or folds',
      with: { of: [f1.id, of], setting: 'stated' },
    },
  ];
}

/** Accuracy is the mean of sensitivity and specificity, weighted by the cases of each class. */
function accuracyBetween({ by }: MeasureSet): readonly CheckDeclaration[] {
  const [accuracy, specificity] = [by.get('accuracy'), by.get('specificity')];
  const sensitivity = by.get('sensitivity') ?? by.get('recall');
  if (!accuracy || !specificity || !sensitivity || !wholeOf([accuracy, specificity, sensitivity])) return [];
  const ends = [sensitivity.id, specificity.id];
  return [
    {
      id: `${accuracy.id}-between`,
      rule: 'bound',
      statement: `Accuracy ${accuracy.text} lies between sensitivity ${sensitivity.text} and specificity ${specificity.text}.`,
      presumes: 'all three are of one confusion matrix of two classes',
      with: { of: [accuracy.id], atLeast: { smallest: ends }, atMost: { largest: ends } },
    },
  ];
}

/** Scores against the counts that they are of. */
function confusion({ by }: MeasureSet): readonly CheckDeclaration[] {
  const [tp, fp, tn, fn] = ['tp', 'fp', 'tn', 'fn'].map((name) => by.get(name)?.id);
  const shares: Readonly<
    Record<string, readonly [part: object | string | undefined, whole: readonly unknown[]]>
  > = {
    sensitivity: [tp, [tp, fn]],
    recall: [tp, [tp, fn]],
    specificity: [tn, [tn, fp]],
    precision: [tp, [tp, fp]],
    npv: [tn, [tn, fn]],
    accuracy: [{ sum: [tp, tn] }, [tp, fp, tn, fn]],
    f1: [{ product: [2, tp] }, [tp, tp, fp, fn]],
  };
  return Object.entries(shares).flatMap(([name, [part, whole]]) => {
    const score = by.get(name);
    if (score === undefined || part === undefined || whole.includes(undefined)) return [];
    return [
      {
        id: `${score.id}-of-counts`,
        rule: 'ratio',
        statement: `${name.length <= 3 ? name.toUpperCase() : name[0].toUpperCase() + name.slice(1)} ${score.text} is that of the counts beside it.`,
        with: {
          printed: score.id,
          of: [part, { sum: whole }],
          as: score.kind === 'percent' ? 'percent' : 'ratio',
        },
      },
    ];
  });
}

const ofClasses: Readonly<Record<string, string>> = {
  accuracy: 'accuracy',
  sensitivity: 'sensitivity',
  recall: 'sensitivity',
  specificity: 'specificity',
  precision: 'precision',
  npv: 'npv',
  f1: 'f1',
  mcc: 'mcc',
  kappa: 'kappa',
};

/** Scores against the numbers of positives and negatives. */
function classes({ by, label }: MeasureSet): readonly CheckDeclaration[] {
  const [positives, negatives] = [by.get('positives'), by.get('negatives')];
  const scores = Object.entries(ofClasses).flatMap(([name, option]) => {
    const score = by.get(name);
    if (score === undefined || (option === 'sensitivity' && name === 'recall' && by.has('sensitivity')))
      return [];
    return [[option, share(score, score.kind === 'percent' ? 100 : 1)] as const];
  });
  if (!positives || !negatives || scores.length === 0) return [];
  return [
    {
      id: `${positives.id}-classes`,
      rule: 'confusion-scores',
      statement: `Scores of ${label} are those of counts of ${positives.text} positives and ${negatives.text} negatives.`,
      presumes: 'the scores are of all cases together, not means over folds',
      with: { positives: [positives.id], negatives: [negatives.id], ...Object.fromEntries(scores) },
    },
  ];
}

function curve({ by, intervals }: MeasureSet): readonly CheckDeclaration[] {
  const [auc, positives, negatives] = ['auc', 'positives', 'negatives'].map((name) => by.get(name));
  if (!auc || !positives || !negatives) return [];
  const whole = auc.kind === 'percent' ? 100 : 1;
  const ends = intervals.get('auc');
  return [
    {
      id: `${auc.id}-of-cases`,
      rule: 'auc-interval',
      statement: `An AUC of ${auc.text} is possible with ${positives.text} positives and ${negatives.text} negatives.`,
      presumes: 'it is the area of one curve, neither a mean nor of precision and recall',
      with: {
        auc: share(auc, whole),
        positives: positives.id,
        negatives: negatives.id,
        ...(ends && { low: share(ends.low, whole), high: share(ends.high, whole) }),
      },
    },
  ];
}

function frechet({ by, heading }: MeasureSet): readonly CheckDeclaration[] {
  const [distance, images] = [by.get('fid'), by.get('count')];
  if (!distance || !images || !/image|slice|sample|patch/i.test(heading(images))) return [];
  return [
    {
      id: `${distance.id}-images`,
      rule: 'frechet-images',
      statement: `The distance ${distance.text} is of more images (${images.text}) than features.`,
      presumes: 'the features are the 2,048 of Inception',
      with: { distance: distance.id, images: images.id },
    },
  ];
}

/** A score as a proportion. */
function share({ id }: ReadFigure, whole: number): unknown {
  return whole === 1 ? id : { ratio: [id, whole] };
}

/** 1 or 100, where all are proportions or all per cent; else nothing. */
function wholeOf(scores: readonly ReadFigure[]): number | undefined {
  if (scores.every(({ kind }) => kind === 'similarity')) return 1;
  return scores.every(({ kind }) => kind === 'percent') ? 100 : undefined;
}
