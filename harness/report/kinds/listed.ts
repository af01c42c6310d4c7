import { InputError } from '../../numeric/input-error.ts';
import type { StatisticResult } from '../../pipeline/compute-statistics.ts';
import type { FigureDeclaration } from '../../pipeline/experiment.ts';
import { formatEstimate } from '../format-number.ts';
import { countsOf } from './counts.ts';
import { type Estimated, estimateOf, intervalText, oneUnitOf, type Pointers } from './estimate.ts';
import type { BuiltFigure, FigureSource } from './figure-source.ts';

/** A statistic that a figure shows. */
export interface Listed extends Pointers {
  readonly statistic: string;
  readonly label: string;
}

/** What a figure that shows statistics in lanes is told. */
export interface InLanes {
  readonly statistics: readonly Listed[];
  /** Factors whose levels are the lanes; without them the labels are. */
  readonly lanes?: readonly string[];
  /** Title of the axis of the numbers. */
  readonly axis?: string;
}

/** What a figure shows of one group of a statistic. */
export interface Shown extends Estimated {
  readonly label: string;
  readonly entry: StatisticResult;
}

/** The groups of the listed statistics that could be computed, in the order of the list. */
export function shownOf(listed: readonly Listed[], source: FigureSource): readonly Shown[] {
  return listed.flatMap(({ statistic, label, ...pointers }) =>
    named(statistic, source).map((entry) => ({ label, entry, ...estimateOf(entry, pointers) })),
  );
}

/** The unit of a figure's numbers. @throws InputError where they have several. */
export function unitOf(figure: FigureDeclaration, shown: readonly Estimated[]): string {
  return oneUnitOf(
    shown.map(({ unit }) => unit),
    `figure ${figure.id}`,
  );
}

/** The groups of a statistic; none where it could not be computed. @throws InputError for one not declared */
export function named(id: string, { experiment, statistics }: FigureSource): readonly StatisticResult[] {
  if (experiment.statistics.some((statistic) => statistic.id === id))
    return statistics.filter((statistic) => statistic.id === id);
  throw new InputError({
    where: `figure of ${experiment.id}`,
    expected: `a statistic among ${experiment.statistics.map((statistic) => statistic.id).join(', ')}`,
    got: JSON.stringify(id),
    remedy: 'correct the figure or declare the statistic',
  });
}

/** Where a number stands: on which lane, and as which series in it. */
export interface Place {
  readonly lane: string;
  readonly series: string;
}

/**
 * The lane is the label and the series the group's levels; with `lanes`, factors, it is the other way about: the
 * lane is the levels of these factors, the series the label (where there are several) and the other levels.
 */
export function placesOf({ lanes: factors }: InLanes, shown: readonly Shown[]): readonly Place[] {
  const several = new Set(shown.map(({ label }) => label)).size > 1;
  return shown.map(({ label, entry: { group } }) => {
    if (!factors) return { lane: label, series: Object.values(group).join(' ') };
    const other = Object.entries(group).filter(([factor]) => !factors.includes(factor));
    return {
      lane: factors.flatMap((factor) => group[factor] ?? []).join(' ') || label,
      series: [...(several ? [label] : []), ...other.map(([, level]) => level)].join(', '),
    };
  });
}

/** Caption and words of a figure of numbers with intervals. */
export function described(
  shown: readonly Shown[],
  places: readonly Place[],
  source: FigureSource,
): Omit<BuiltFigure, 'spec'> {
  const entries = shown.map(({ entry }) => entry);
  const intervals = [...new Set(entries.map(intervalText))].join(', or ');
  return {
    caption: `Bars are ${intervals}; ${countsOf(entries, source)}.`,
    alt: shown.map((each, i) => wordsOf(each, places[i]!)).join('; '),
  };
}

function wordsOf({ value, low, high, unit }: Shown, { lane, series }: Place): string {
  const number = formatEstimate({ value, interval: [low, high] }, unit);
  return `${lane}: ${number}${series && ` (${series})`}`;
}
