import { lossCurves } from '../figures/index.ts';
import { formatNumber } from '../format-number.ts';
import type { Builder, TrainingCurve } from './figure-source.ts';

interface Options {
  readonly networks: TrainingCurve['network'];
  /** Only networks whose name has all of these words. */
  readonly words?: readonly string[];
}

/** About so many points are drawn of a curve. */
const drawnPoints = 100;

/** The losses of the networks used, over their training. */
export const trainingFigure: Builder<Options> = (figure, { curves }) => {
  const { networks, words = [] } = figure;
  const shown = curves.filter(
    ({ network, name, losses }) =>
      network === networks && losses.length > 0 && words.every((word) => wordsOf(name).includes(word)),
  );
  if (shown.length === 0) return undefined;
  const names = shortest(shown.map(({ name }) => name));
  return {
    spec: lossCurves(shown.flatMap((curve, i) => pointsOf(curve, names[i]!))),
    caption: `Loss of ${shown.length} ${networks}${shown.length === 1 ? '' : 's'} used here, one training each, each point a mean over ${[...new Set(shown.map(strideOf))].join(' or ')} steps; no intervals.`,
    alt: shown
      .map(({ name, losses }) => `${name}: ${formatNumber(losses[0]!)} to ${formatNumber(losses.at(-1)!)}`)
      .join('; '),
  };
};

/** The names without the words that all of them have in one place. */
function shortest(names: readonly string[]): readonly string[] {
  const words = names.map((name) => name.split(' '));
  const common = (word: string, at: number) => words.every((other) => other[at] === word);
  const short = words.map((own) =>
    own
      .filter((word, at) => !common(word, at))
      .join(' ')
      .replace(/,$/, ''),
  );
  return names.length > 1 ? short : names;
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[\s,]+/);
}

function groupSize({ losses }: TrainingCurve): number {
  return Math.max(1, Math.ceil(losses.length / drawnPoints));
}

function strideOf(curve: TrainingCurve): number {
  return curve.stride * groupSize(curve);
}

function pointsOf(curve: TrainingCurve, series: string) {
  const size = groupSize(curve);
  const points = [];
  for (let from = 0; from < curve.losses.length; from += size) {
    const part = curve.losses.slice(from, from + size);
    const loss = part.reduce((sum, value) => sum + value, 0) / part.length;
    if (loss > 0) points.push({ series, step: (from + part.length) * curve.stride, loss });
  }
  return points;
}
