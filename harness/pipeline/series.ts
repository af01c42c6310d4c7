import { decimalsOf } from '../numeric/decimals.ts';
import { InputError } from '../numeric/input-error.ts';
import type { Ties } from '../statistics/decimal-ties.ts';
import type { Observations, Sample } from '../statistics/procedure.ts';
import { type Cell, cellWith } from './cell.ts';
import type { Point, StatisticDeclaration, Term } from './experiment.ts';
import type { Row } from './row.ts';

/** One number per sample. */
export type Series = ReadonlyMap<string, { readonly subject: string; readonly value: number }>;

/** The scores of rows by cell and score, each a series over the samples. */
export type Scores = (cell: string, score: string) => Series;

/**
 * Indexes rows.
 * @throws InputError when a sample has the same score twice in a cell.
 */
export function indexRows(rows: readonly Row[]): Scores {
  const index = new Map<string, Map<string, { subject: string; value: number }>>();
  for (const { cell, score, sample, subject, value } of rows) {
    const name = JSON.stringify([cell, score]);
    const series = index.get(name) ?? new Map();
    if (series.has(sample)) {
      throw new InputError({
        where: `rows of ${cell}`,
        expected: `one ${score} per sample`,
        got: `two of ${sample}`,
        remedy: 'give every sample an id of its own',
      });
    }
    index.set(name, series.set(sample, { subject, value }));
  }
  return (cell, score) => {
    const series = index.get(JSON.stringify([cell, score]));
    if (series) return series;
    const known = [...index.keys()].map((name) => (JSON.parse(name) as string[])[1]);
    throw new InputError({
      where: `rows of ${cell}`,
      expected: `a score among ${[...new Set(known)].join(', ') || '(none)'}`,
      got: JSON.stringify(score),
      remedy: 'add it to the scores of the experiment or correct its name',
    });
  };
}

/**
 * What a statistic is computed from, in one group of levels.
 * @param ties `decimal`: sums and differences of printed decimals are decimals
 * @throws InputError when a term fits no single cell or the terms hold different samples.
 */
export function sampleFor(
  statistic: StatisticDeclaration,
  group: Readonly<Record<string, string>>,
  cells: readonly Cell[],
  scores: Scores,
  ties: Ties,
): Sample {
  const where = `statistic ${statistic.id}`;
  if (statistic.points) return curve(statistic.points, group, cells, scores, where, ties);
  const x = combine(statistic.x ?? [], group, cells, scores, where, ties);
  const y = statistic.y && combine(statistic.y, group, cells, scores, where, ties);
  if (y && statistic.independent) return twoGroups(x, y);
  if (y) assertSameSamples(where, x, y);
  const ids = [...x.keys()];
  return {
    ids,
    clusters: ids.map((id) => x.get(id)!.subject),
    x: Float64Array.from(ids, (id) => x.get(id)!.value),
    ...(y && { y: Float64Array.from(ids, (id) => y.get(id)!.value) }),
  };
}

/** One sample after the other, told apart by a mark; ids and subjects of either group stay its own. */
function twoGroups(first: Series, second: Series): Sample {
  const marked = [first, second].flatMap((series, i) =>
    [...series].map(([id, { subject, value }]) => ({
      id: `${i + 1}:${id}`,
      subject: `${i + 1}:${subject}`,
      value,
      mark: 1 - i,
    })),
  );
  return {
    ids: marked.map(({ id }) => id),
    clusters: marked.map(({ subject }) => subject),
    x: Float64Array.from(marked, ({ value }) => value),
    y: Float64Array.from(marked, ({ mark }) => mark),
  };
}

function curve(
  points: readonly Point[],
  group: Readonly<Record<string, string>>,
  cells: readonly Cell[],
  scores: Scores,
  where: string,
  ties: Ties,
): Sample {
  const seriesOf = (terms: readonly Term[]) => combine(terms, group, cells, scores, where, ties);
  const ordinates = points.map(({ terms }) => seriesOf(terms));
  const abscissae = points.map(({ at }) => (typeof at === 'number' ? at : seriesOf(at)));
  const at = abscissae.map((given) => (typeof given === 'number' ? given : meanOf(given)));
  const ids = points.map((point, i) => point.id ?? String(at[i]));
  const behind = observationsBehind(abscissae, ordinates);
  return {
    ids,
    clusters: points.map(({ cluster }, i) => cluster ?? ids[i]!),
    x: Float64Array.from(at),
    y: Float64Array.from(ordinates, meanOf),
    ...(behind && { behind }),
  };
}

function meanOf(series: Series): number {
  return [...series.values()].reduce((sum, { value }) => sum + value, 0) / series.size;
}

/** What the points are means of, where all of them are means over the same samples. */
function observationsBehind(
  abscissae: readonly (number | Series)[],
  ordinates: readonly Series[],
): Observations | undefined {
  const all = [...ordinates, ...abscissae.filter((given) => typeof given !== 'number')];
  const first = ordinates[0]!;
  const ids = [...first.keys()];
  if (!all.every((series) => series.size === ids.length && ids.every((id) => series.has(id))))
    return undefined;
  const column = (given: number | Series) =>
    Float64Array.from(ids, (id) => (typeof given === 'number' ? given : given.get(id)!.value));
  return {
    clusters: ids.map((id) => first.get(id)!.subject),
    x: abscissae.map(column),
    y: ordinates.map(column),
  };
}

function combine(
  terms: readonly Term[],
  group: Readonly<Record<string, string>>,
  cells: readonly Cell[],
  scores: Scores,
  where: string,
  ties: Ties,
): Series {
  const parts = terms.map(({ weight, score, cell }) => ({
    weight,
    series: scores(cellWith(cells, { ...group, ...cell }, where).id, score),
  }));
  const first = parts[0]!.series;
  for (const { series } of parts) assertSameSamples(where, first, series);
  const rounded = ties === 'decimal' ? decimalRounding(parts) : (value: number) => value;
  return new Map(
    [...first].map(([id, { subject }]) => {
      const value = parts.reduce((sum, part) => sum + part.weight * part.series.get(id)!.value, 0);
      return [id, { subject, value: rounded(value) }];
    }),
  );
}

/** To the digits of the terms, where all of them are decimals and whole multiples are taken. */
function decimalRounding(
  parts: readonly { readonly weight: number; readonly series: Series }[],
): (value: number) => number {
  const digits = parts.map(({ weight, series }) =>
    Number.isInteger(weight) ? decimalsOf(Array.from(series.values(), ({ value }) => value)) : undefined,
  );
  if (digits.includes(undefined)) return (value) => value;
  const scale = 10 ** Math.max(...(digits as number[]));
  return (value) => Math.round(value * scale) / scale;
}

function assertSameSamples(where: string, a: Series, b: Series): void {
  const missing = [...a.keys()].filter((id) => !b.has(id));
  const extra = [...b.keys()].filter((id) => !a.has(id));
  if (missing.length === 0 && extra.length === 0) return;
  throw new InputError({
    where,
    expected: 'arms with the same samples',
    got: `missing in the second: ${missing.join(', ') || 'none'}; in the first: ${extra.join(', ') || 'none'}`,
    remedy: 'compute both arms from the same data set',
  });
}
