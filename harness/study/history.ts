import { type Outcome, outcomeWords, tiers, type Verdict } from '../claims/verdict.ts';
import { formatEstimate, formatNumber } from '../report/format-number.ts';
import type { TablesView } from '../report/view-model.ts';
import type { RunDocument } from './run-document.ts';

/** One line of a history: the key figures of a run. */
export interface HistoryEntry extends HistoryHead {
  readonly profile: string;
  readonly seed: number;
  readonly figures: Readonly<Record<string, HistoryFigure>>;
}

export interface HistoryHead {
  /** The commit of the project that the run is of. */
  readonly commit: string;
  /** When, as ISO 8601 has it: given, never looked up by the core. */
  readonly date: string;
  /** Of the program. */
  readonly version: string;
}

export interface HistoryFigure {
  readonly value: number;
  readonly interval?: readonly [number, number];
  readonly unit: string;
}

/**
 * The key figures of a run: how many verdicts of each tier came out how, and of every decided verdict the first comparison
 * of each group.
 */
export function historyEntry({ profile, seed, verdicts }: RunDocument, head: HistoryHead): HistoryEntry {
  return {
    ...head,
    profile,
    seed,
    figures: { ...countsOf(verdicts), ...Object.fromEntries(verdicts.flatMap(firstComparisons)) },
  };
}

function countsOf(verdicts: readonly Verdict[]): Record<string, HistoryFigure> {
  const decided = Object.keys(outcomeWords).filter((outcome) => outcome !== 'untestable') as Outcome[];
  return Object.fromEntries(
    tiers
      .filter((tier) => verdicts.some((one) => one.tier === tier && one.outcome !== 'untestable'))
      .flatMap((tier) =>
        decided.map((outcome) => {
          const value = verdicts.filter((one) => one.tier === tier && one.outcome === outcome).length;
          return [`verdicts ${tier}: ${outcome}`, { value, unit: '1' }];
        }),
      ),
  );
}

function firstComparisons({
  claim,
  part,
  tier,
  criteria,
}: Verdict): readonly (readonly [string, HistoryFigure])[] {
  if (tier === 'record') return [];
  const label = criteria[0]?.label;
  return criteria.flatMap((one) => {
    if (one.label !== label || !one.observed) return [];
    const name = `${[claim, part].filter(Boolean).join(' ')}, ${tier}: ${label}${one.group && ` (${one.group})`}`;
    return [[name, { ...rounded(one.observed), unit: one.unit }] as const];
  });
}

/** A line is kept for years: six digits are enough of it. */
function rounded({ value, interval }: NonNullable<Verdict['criteria'][number]['observed']>) {
  const short = (number: number) => Number(number.toPrecision(6));
  return {
    value: short(value),
    ...(interval && { interval: [short(interval[0]), short(interval[1])] as const }),
  };
}

/** Whether a history's last entry of the same commit, profile and seed says just this. */
export function isRecorded(history: readonly HistoryEntry[], entry: HistoryEntry): boolean {
  const last = history.findLast(
    ({ commit, profile, seed }) =>
      commit === entry.commit && profile === entry.profile && seed === entry.seed,
  );
  return last !== undefined && JSON.stringify(last.figures) === JSON.stringify(entry.figures);
}

/**
 * A history for people: each figure over the entries, those that the last one changed most first.
 * @param profile of the entries that are shown: figures of two profiles are no series
 * @param most figures that are shown; Infinity for all
 */
export function historyView(history: readonly HistoryEntry[], profile: string, most: number): TablesView {
  const entries = history.filter((entry) => entry.profile === profile);
  const [last, before] = [entries.at(-1), entries.at(-2)];
  const names = [...new Set(entries.flatMap(({ figures }) => Object.keys(figures)))];
  const rows = names
    .map((name) => {
      const values = entries.map(({ figures }) => figures[name]?.value);
      const [now, was] = [last?.figures[name], before?.figures[name]];
      return { name, values, now, was, change: now && was ? now.value - was.value : undefined };
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a));
  const changed = rows.filter(({ change }) => change !== undefined && change !== 0);
  const shown = rows.slice(0, most);
  return {
    title: `History of the profile ${profile}: ${entries.length} run${entries.length === 1 ? '' : 's'}`,
    lead: [
      ...entries
        .slice(-3)
        .map(
          ({ date, commit, version, seed }) =>
            `${date} ${commit.slice(0, 12)} (version ${version}, seed ${seed})`,
        ),
      before
        ? `${changed.length} of ${names.length} figures changed with the last.`
        : 'One run is no history yet.',
    ],
    tables: [
      {
        id: 'figures',
        caption: `${captionOf(shown.length, changed.length, names.length)}, drawn from the least to the greatest of each, oldest run first.`,
        columns: [
          { title: 'Figure', numeric: false },
          { title: 'Over runs', numeric: false },
          { title: 'Last', numeric: true },
          { title: 'Change', numeric: true },
        ],
        drawn: { column: 1, series: shown.map(({ values }) => values) },
        rows: shown.map(({ name, values, now, change }) => [
          name,
          sparkline(values),
          now === undefined ? 'none' : formatEstimate(now, now.unit),
          change === undefined ? '' : formatNumber(change),
        ]),
      },
    ],
    leftOut: [],
  };

  function sizeOf({
    change,
    now,
  }: {
    readonly change?: number | undefined;
    readonly now?: HistoryFigure | undefined;
  }): number {
    if (change === undefined || now === undefined) return 0;
    const [low, high] = now.interval ?? [0, 0];
    return Math.abs(change) / (high > low ? (high - low) / 2 : 1);
  }
}

function captionOf(shown: number, changed: number, all: number): string {
  if (shown === all) return 'Figures';
  return changed === 0
    ? `The first ${shown} of ${all} figures`
    : `The ${shown} largest changes of ${all} figures`;
}

const bars = [...'▁▂▃▄▅▆▇█'];

/** Values as bars from the least to the greatest, the last forty of them; a dot where there is none. */
function sparkline(values: readonly (number | undefined)[]): string {
  const known = values.flatMap((value) => (value === undefined ? [] : [value]));
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return values
    .slice(-40)
    .map((value) => {
      if (value === undefined) return '·';
      if (most === least) return bars[3]!;
      return bars[Math.round(((value - least) / (most - least)) * (bars.length - 1))]!;
    })
    .join('');
}
