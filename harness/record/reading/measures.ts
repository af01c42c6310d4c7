import type { FigureKind } from '../record.ts';

/** What a heading says that numbers are. */
export interface Measure {
  readonly name: string;
  readonly kind: FigureKind;
  readonly unit?: string;
  /** Which way is better; none where neither is. */
  readonly better?: 'higher' | 'lower';
}

type Row = readonly [
  pattern: RegExp,
  name: string,
  kind: FigureKind,
  better?: 'higher' | 'lower',
  unit?: string,
];

// The first that fits is taken, hence the longer names first.
const rows: readonly Row[] = [
  [/\bps[\s-]?nr\b|\bsnr\b|\bpsnr[-_ ]?[by]/, 'psnr', 'decibel', 'higher', 'dB'],
  [/\bms[\s-]?ssim\b/, 'ms-ssim', 'similarity', 'higher'],
  [/\bssim\b|\bssim[-_ ]?y\b/, 'ssim', 'similarity', 'higher'],
  [/\bvif\b|\bfsim\b|\bclip[\s-]?iqa\b|\bmusiq\b|\bmaniqa\b/, 'quality', 'number', 'higher'],
  [/\blpips\b/, 'lpips', 'distance', 'lower'],
  [/\bdists\b/, 'dists', 'distance', 'lower'],
  [/\bfid\b|\bfrechet inception\b/, 'fid', 'distance', 'lower'],
  [/\bkid\b/, 'kid', 'number', 'lower'],
  [/\bniqe\b|\bpi\b|\bbrisque\b/, 'niqe', 'number', 'lower'],
  [/\b(n?rmse|root mean squared? error)\b/, 'rmse', 'distance', 'lower'],
  [/\b(n?mse|mean squared? error)\b/, 'mse', 'distance', 'lower'],
  [/\b(n?mae|mean absolute error)\b/, 'mae', 'distance', 'lower'],
  [/\b(h95|hd\s?_?\{?95\}?|95\s?%?\s?hd|hausdorff|hd)\b/, 'hausdorff', 'distance', 'lower', 'mm'],
  [/\b(assd|asd|average surface distance|msd)\b/, 'surface-distance', 'distance', 'lower', 'mm'],
  [/\b(dice|dsc|dice similarity coefficient)\b/, 'dice', 'similarity', 'higher'],
  [/\b(m?iou|jaccard|jac)\b/, 'iou', 'similarity', 'higher'],
  [/\b(auc|auroc|roc[\s-]?auc|au-?prc|c[\s-]?index)\b/, 'auc', 'similarity', 'higher'],
  [/\b(balanced )?acc(uracy)?\b|\btop[\s-]?1\b|\btop[\s-]?5\b/, 'accuracy', 'similarity', 'higher'],
  [/\b(sensitivity|sens|tpr)\b/, 'sensitivity', 'similarity', 'higher'],
  [/\brecall\b/, 'recall', 'similarity', 'higher'],
  [/\b(specificity|spec|tnr)\b/, 'specificity', 'similarity', 'higher'],
  [/\b(precision|ppv|positive predictive value)\b/, 'precision', 'similarity', 'higher'],
  [/\b(npv|negative predictive value)\b/, 'npv', 'similarity', 'higher'],
  [/\bf[\s_-]?\{?1\}?([\s-]?score)?\b|\bf-?score\b/, 'f1', 'similarity', 'higher'],
  [/\bmcc\b/, 'mcc', 'correlation', 'higher'],
  [/\b(cohen'?s )?kappa\b|κ/, 'kappa', 'correlation', 'higher'],
  [/\bmap@|\bmean average precision\b/, 'map', 'similarity', 'higher'],
  [/\b(p[\s-]?values?|p\s?\(.*tail.*\)|sig\.?)(?=$|\W)|^p$|\bpr\s?\(>/, 'p', 'probability'],
  [/\bpearson\b|\bspearman\b|\bcorrelation\b|^r$|^ρ$/, 'correlation', 'correlation'],
  [/^r\s?\^?\{?[2²]\}?$|\br-?squared\b|\br2\b/, 'determination', 'determination', 'higher'],
  [/\bcohen'?s d\b|^d$|\bhedges\b|\beffect size\b|\bη/, 'effect', 'effect'],
  [/^t([\s-](value|stat(istic)?))?$/, 't', 'number'],
  [/^f([\s-](value|ratio|stat(istic)?))?$/, 'f', 'number'],
  [/^z([\s-](value|score|stat(istic)?))?$/, 'z', 'number'],
  [/^(χ\^?\{?[2²]\}?|chi-?\s?squared?|chi\^?2|x2)$/, 'chi2', 'number'],
  [/^u$|^mann[\s-]whitney/, 'u', 'number'],
  [/^w$/, 'w', 'number'],
  [/^h$/, 'h', 'number'],
  [/^(d\.?f\.?|degrees of freedom)$/, 'df', 'number'],
  [/^(ss|sum sq|sum of squares|type iii sum of squares)$/, 'ss', 'number'],
  [/^(ms|mean sq|mean squares?)$/, 'ms', 'number'],
  [/\b(runtime|time|latency|inference)\b/, 'time', 'seconds', 'lower'],
  [/^(tp|true positives?)$/, 'tp', 'count'],
  [/^(fp|false positives?)$/, 'fp', 'count'],
  [/^(tn|true negatives?)$/, 'tn', 'count'],
  [/^(fn|false negatives?)$/, 'fn', 'count'],
  [/^(n |no\. |# )?(positives?|positive cases|pos\.?)$|^[pn]\+$/, 'positives', 'count'],
  [/^(n |no\. |# )?(negatives?|negative cases|neg\.?)$|^n-$/, 'negatives', 'count'],
  [/^(rank|place|ranking)$/, 'rank', 'number'],
  [
    /^(n|no\.?|count|counts|number|#|events?|cases?|patients|subjects|images|slices|studies)$|^(no\.|number|#|n) (of )?\w+/,
    'count',
    'count',
  ],
  [/\b(odds|hazard|risk|rate) ratio\b|\brelative risk\b/, 'effect-ratio', 'number'],
  [/\b(mean )?differences?\b|^(δ|delta)$/, 'difference', 'number'],
  [/\b(params?|parameters|flops|macs|memory)\b/, 'cost', 'number'],
];

const UNIT = /[([](dB|mm|cm|ms|s|sec|min|GB|MB|[KMG]|years)[)\]]/;

/** What a heading names, if it names a measure. */
export function measureOf(heading: string): Measure | undefined {
  const plain = plainHeading(heading);
  const row = rows.find(([pattern]) => pattern.test(plain));
  const arrow = /[↑⬆]/.test(heading) ? 'higher' : /[↓⬇]/.test(heading) ? 'lower' : undefined;
  if (row === undefined) return arrow && { name: plain, kind: 'number', better: arrow };
  const [, name, kind, usual, ordinary] = row;
  const unit = UNIT.exec(heading)?.[1] ?? ordinary;
  const better = arrow ?? usual;
  const percent = kind === 'similarity' && /%/.test(heading.replace(/\d\s*%\s*(?:CI|confidence)/i, ''));
  return {
    name,
    kind: percent ? 'percent' : kind,
    ...(unit !== undefined && { unit }),
    ...(better !== undefined && { better }),
  };
}

/**
 * The one measure that a caption names and no heading does: `Dice (%) and HD95` over columns of organs and one of
 * HD95 is Dice. What its numbers are is left open, which way is better is taken over.
 */
export function captionMeasure(caption: string, headings: readonly string[]): Measure | undefined {
  const text = caption.toLowerCase();
  const headed = headings.map((heading) => measureOf(heading)?.name);
  const named = rows.filter(
    ([pattern, name, , better]) => better !== undefined && !headed.includes(name) && pattern.test(text),
  );
  const names = new Set(named.map(([, name]) => name));
  if (names.size !== 1) return undefined;
  const [[, name, , better]] = named;
  return { name, kind: 'number', better: better! };
}

/** A heading without arrows, units in brackets and what says how its numbers are summarised, in small letters. */
export function plainHeading(heading: string): string {
  return heading
    .replace(/[↑↓⬆⬇▲▼]/g, '')
    .replace(
      /\[[^\]]*\]|\((?:%|dB|mm|cm|s|ms|sec|min|years?|yrs?|y|kg[^)]*|SD|std\.?|SE|IQR|n|n ?= ?[\d,]+|95 ?% ?CI|×[^)]*|x[^)]*)\)/gi,
      '',
    )
    .replace(/[\^_]\{([*†‡§¶#,\s]|[a-z])*\}|[*†‡§¶]/g, '')
    .replace(/,?\s*(?:\bmean\b|\bmedian\b|\bavg\b|±|\+\/?-|\bs\.?d\.?\b|\bstd\b)+.*$/i, (tail, at: number) =>
      at === 0 ? tail : '',
    )
    .replace(/[%:]/g, '')
    .trim()
    .toLowerCase();
}
