import { scoreUnit } from '../../pipeline/statistic-units.ts';
import { procedureNamed } from '../../statistics/catalogue.ts';
import { linePlot } from '../figures/index.ts';
import { runCount, sizeText } from './counts.ts';
import type { Builder, DeclaredAxis, FigureSource } from './figure-source.ts';

interface Options {
  /** A score with a number for each place: `spectrum` for `spectrum/0`, `spectrum/1` ... */
  readonly score: string;
  readonly axis: DeclaredAxis;
  /** Title of the values' axis. */
  readonly value: string;
  readonly lines: readonly { readonly label: string; readonly cell: Readonly<Record<string, string>> }[];
}

/** The mean over images of a score with many numbers, such as a radial spectrum, a line a kind of cell. */
export const spectraFigure: Builder<Options> = (figure, source) => {
  const { score, axis, value, lines } = figure;
  const rows = lines.flatMap(({ label, cell }) =>
    source.cells
      .filter(({ levels }) => Object.entries(cell).every(([factor, level]) => levels[factor] === level))
      .flatMap(({ id }) => meansOf(id, score, source).map((mean) => ({ series: label, ...mean }))),
  );
  if (rows.length === 0) return undefined;
  const samples = source.rows.filter((row) => row.cell === rows[0]!.cell && row.score === `${score}/0`);
  const subjects = new Set(samples.map(({ subject }) => subject)).size;
  return {
    spec: linePlot({
      rows,
      x: { ...axis, scale: 'linear' },
      y: { title: value, unit: scoreUnit(`${score}/0`, source.experiment.scores, `figure ${figure.id}`) },
    }),
    caption: `Means over images, bars Student's 95 % intervals of the mean; ${sizeText(samples.length, subjects)}; ${runCount(1)}.`,
    alt: lines
      .map(({ label }) => {
        const own = rows.filter(({ series }) => series === label);
        return `${label}: ${own[0]?.value.toFixed(2)} to ${own.at(-1)?.value.toFixed(2)}`;
      })
      .join('; '),
  };
};

function meansOf(cell: string, score: string, { rows }: FigureSource) {
  const byPlace = new Map<number, { values: number[]; ids: string[]; clusters: string[] }>();
  for (const row of rows) {
    if (row.cell !== cell || !row.score.startsWith(`${score}/`)) continue;
    const place = Number(row.score.slice(score.length + 1));
    const column = byPlace.get(place) ?? { values: [], ids: [], clusters: [] };
    column.values.push(row.value);
    column.ids.push(row.sample);
    column.clusters.push(row.subject);
    byPlace.set(place, column);
  }
  const summary = procedureNamed('summary');
  return [...byPlace]
    .sort(([a], [b]) => a - b)
    .map(([place, { values, ids, clusters }]) => {
      const sample = { ids, clusters, x: Float64Array.from(values) };
      const { mean, ci95 } = summary.compute(sample, summary.resolve({})) as {
        mean: number;
        ci95: readonly [number, number];
      };
      return { cell, at: place + 1, value: mean, low: ci95[0], high: ci95[1] };
    });
}
