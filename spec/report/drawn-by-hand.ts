import { stream } from '../../harness/numeric/stream.ts';
import type { Cell } from '../../harness/pipeline/cell.ts';
import type { StatisticResult } from '../../harness/pipeline/compute-statistics.ts';
import type { Experiment, FigureDeclaration } from '../../harness/pipeline/experiment.ts';
import type { Row } from '../../harness/pipeline/row.ts';
import { magnitudeMap, signedMap } from '../../harness/report/colour-map.ts';
import { figuresOf } from '../../harness/report/figure-kinds.ts';
import {
  agreement,
  bars,
  type FigureSpec,
  forest,
  linePlot,
  lossCurves,
  plane,
  scatterFit,
  scoreCurve,
} from '../../harness/report/figures/index.ts';
import { labelSides } from '../../harness/report/figures/label-side.ts';
import { theme } from '../../harness/report/figures/theme.ts';
import type { FigureSource } from '../../harness/report/kinds/figure-source.ts';

const x = { title: 'ceiling', unit: 'dB' };
const y = { title: 'ratio', unit: '1' };
const series = ['bicubic', 'Lanczos', 'box mean'];

/** Every form of figure over a handful of numbers. */
function forms(): Readonly<Record<string, unknown>> {
  const points = series.flatMap((name, i) =>
    [2, 4, 8].map((at) => ({ at, series: name, value: at - i, low: at - i - 1, high: at - i + 2 })),
  );
  const many = Array.from({ length: 11 }, (_, at) => ({ at, series: 'a', value: at, low: 0, high: 11 }));
  const crowd = [
    { x: 1, y: 1, label: 'left' },
    { x: 1.2, y: 1, label: 'in the middle' },
    { x: 1.25, y: 1.02, label: 'beside it' },
    { x: 1.3, y: 0.98, label: 'below' },
    { x: 3, y: 4, label: 'far' },
  ];
  const losses = (names: readonly string[]) =>
    names.flatMap((name, i) => [1, 2].map((step) => ({ series: name, step, loss: 1 / (step + i) })));
  return {
    agreement: agreement({
      rows: [
        { series: 'a', mean: 30, difference: 1 },
        { series: 'b', mean: 31, difference: -1 },
      ],
      levels: [
        { series: 'a', kind: 'bias', at: 0.5 },
        { series: 'a', kind: 'limit', at: 2 },
      ],
      x,
      y,
    }),
    bars: bars({ rows: [{ category: 'one', value: 3, low: 2, high: 4 }], x }),
    'bars in series': bars({
      rows: series.map((name) => ({ category: 'one', series: name, value: 3, low: 2, high: 4 })),
      x,
    }),
    forest: forest({ rows: [{ group: 'knee', estimate: 1, low: 0, high: 2 }], x }),
    'forest in series, of equivalence, without zero': forest({
      rows: series.map((name) => ({ group: 'knee', series: name, estimate: 1, low: 0, high: 2 })),
      x,
      zero: false,
      margin: [-0.5, 0.5],
    }),
    'lines over doublings': linePlot({
      rows: points,
      x: { ...x, scale: 'log2' },
      y,
      zero: true,
      marks: [{ at: 3, label: 'flip' }],
    }),
    'lines over tenfolds': linePlot({ rows: points, x: { ...x, scale: 'log10' }, y }),
    'lines over places out of order': linePlot({
      rows: [...points].reverse(),
      x: { title: 'scale', scale: 'linear' },
      y,
    }),
    'label sides': [1, 2, 3].map(crowdedLabels),
    'lines over many places': linePlot({ rows: many, x: { ...x, scale: 'linear' }, y }),
    'lines over names': linePlot({
      rows: points.map((row) => ({ ...row, at: `x${row.at}` })),
      x: { ...x, scale: 'names' },
      y,
    }),
    losses: lossCurves(losses(['a', 'b'])),
    'losses of many': lossCurves(losses(['a', 'b', 'c'])),
    plane: plane({ rows: [{ series: 'a', x: 2, xLow: 1, xHigh: 3, y: 5, yLow: 4, yHigh: 6 }], x, y }),
    'scatter with line': scatterFit({
      rows: crowd,
      fit: [1, 3].map((at) => ({ x: at, y: at, low: at - 0.5, high: at + 0.25 })),
      x,
      y,
    }),
    'scatter of one place': scatterFit({ rows: [{ x: 2, y: 3, label: 'one', series: 'a' }], fit: [], x, y }),
    'score curve': scoreCurve({
      rows: points.map(({ at, value, ...row }) => ({ ...row, factor: at, mean: value })),
      images: [{ factor: 4, series: 'Lanczos', value: 7 }],
      x: { ...x, scale: 'log2' },
      y,
    }),
    'score curve, linear': scoreCurve({
      rows: points.map(({ at, value, ...row }) => ({ ...row, factor: at, mean: value })),
      x: { ...x, scale: 'linear' },
      y,
    }),
  };
}

/** Where the labels of many points in a small plot come to stand, along a line, by places in whole px. */
function crowdedLabels(seed: number): readonly string[] {
  const draws = stream(seed, 'labels');
  const points = Array.from({ length: 24 }, (_, i) => ({
    x: draws.below(200),
    y: draws.below(110),
    label: 'abcde'.repeat(1 + (i % 2)),
  }));
  const line = Array.from({ length: 50 }, (_, i) => ({ x: 4 * i, y: 2 * i }));
  return labelSides(points, 200, 110, line).map(({ align, dx, dy }) => `${align} ${dx} ${dy}`);
}

const autoencoders = ['medical', 'natural'];
const datasets = ['knee', 'brain'];
const levels = [2, 4];
const runs = [0, 1];

const cells: readonly Cell[] = datasets.flatMap((dataset) =>
  levels.flatMap((level) =>
    autoencoders.flatMap((autoencoder) =>
      runs.map((run): Cell => {
        const own = { dataset, degradation: `${level}x`, method: 'sr', autoencoder, seed: `run${run}` };
        return {
          id: Object.values(own).join('/'),
          levels: own,
          dataset,
          degradation: { id: own.degradation, kind: 'resize' },
          method: { id: 'sr', kind: 'diffusion' },
          autoencoder,
          seed: { id: own.seed, autoencoder: run, denoiser: run },
        };
      }),
    ),
  ),
);

/** Four images a cell: of two subjects for the brain, else of four. */
const rows: readonly Row[] = cells.flatMap(({ id, dataset, levels: own }, c) =>
  [0, 1, 2, 3].flatMap((i) =>
    ['psnr', 'spectrum/1', 'spectrum/0'].map((score, s) => ({
      cell: id,
      sample: `${dataset}${i}`,
      subject: `${dataset}${dataset === 'brain' ? i >> 1 : i}`,
      score,
      value:
        20 + c + 2 * s + [0.1, 0.7, -0.4, 0.3][(i + c) % 4]! * (own['autoencoder'] === 'medical' ? 2 : 1),
    })),
  ),
);

const term = (autoencoder: string, more: object = {}) => ({
  score: 'psnr',
  cell: { autoencoder, degradation: '2x', seed: 'run0', ...more },
  weight: 1,
});

const experiment = {
  id: 'by-hand',
  title: 'By hand',
  question: '',
  cells: [],
  scores: [
    { id: 'psnr', metric: 'psnr', reference: 'true-hr', convention: {} },
    { id: 'spectrum', metric: 'power-spectrum', reference: 'true-hr', convention: {} },
  ],
  statistics: [
    { id: 'gain', x: [term('medical')], y: [term('natural')] },
    { id: 'gain-4', x: [term('medical', { degradation: '4x', seed: 'run1' })], y: [term('natural')] },
    { id: 'share' },
    { id: 'counted' },
    { id: 'limits', x: [term('medical')], y: [term('natural')] },
    {
      id: 'line',
      points: cells.flatMap(({ levels: own }) =>
        own['seed'] === 'run0'
          ? [
              {
                id: `${own['dataset']} ${own['degradation']} ${own['autoencoder']}`,
                cluster: own['dataset'],
                at: [{ ...term(''), cell: own }],
                terms: [{ ...term(''), cell: { ...own, seed: 'run1' } }],
              },
            ]
          : [],
      ),
    },
    { id: 'turn' },
    { id: 'over all' },
    { id: 'nowhere' },
    { id: 'by group', x: [term('medical')], y: [term('natural')] },
    { id: 'by small groups' },
    {
      id: 'many',
      points: [0, 1, 2].flatMap((shift) =>
        cells.slice(0, 4).map((cell, i) => ({
          id: `${cell.id} ${shift}`,
          at: [{ ...term(''), cell: cell.levels }],
          terms: [{ ...term(''), cell: cells[(5 * i + shift) % 16]!.levels }],
        })),
      ),
    },
    {
      id: 'three',
      points: cells.slice(0, 3).map((cell, i) => ({
        id: `${i}`,
        at: i,
        terms: [{ ...term(''), cell: cell.levels }],
      })),
    },
  ].map((each) => ({ title: each.id, by: ['dataset'], procedure: 'bootstrap', options: {}, ...each })),
  figures: [],
  panels: [],
} as unknown as Experiment;

const statistic = (id: string, dataset: string, more: Partial<StatisticResult>): StatisticResult => ({
  id,
  title: id,
  group: { dataset, degradation: '2x' },
  procedure: 'bootstrap',
  options: { interval: 'percentile', scheme: 'subject' },
  n: 4,
  subjects: dataset === 'brain' ? 2 : 4,
  result: {},
  units: {},
  ...more,
});

const statistics: readonly StatisticResult[] = datasets.flatMap((dataset, i) => [
  statistic('gain', dataset, {
    result: { mean: 1.5 - i, ci95: [1 - i, 2.25 - i] },
    units: { mean: 'dB', ci95: 'dB' },
  }),
  statistic('gain-4', dataset, {
    result: { mean: 2.5 - i, ci95: [2 - i, 3.25 - i] },
    units: { mean: 'dB', ci95: 'dB' },
    subjects: 1,
    n: 1,
  }),
  statistic('share', dataset, {
    procedure: 'summary',
    options: {},
    result: { value: 0.25, other: 0.5, ci90: [0.125, 0.375] },
    units: { value: '1', other: '1', ci90: '1' },
  }),
  statistic('counted', dataset, {
    counts: i === 0 ? 'resamples' : 'points',
    result: { median: 4, ci95: [3, 5] },
    units: { median: '1', ci95: '1' },
  }),
  statistic('limits', dataset, {
    procedure: 'bland-altman',
    options: { multiplier: 1.96 },
    result: {
      bias: { value: 0.5 - i, ci95: [0.25 - i, 0.75 - i] },
      limits: { lower: { value: -1 - i }, upper: { value: 2 - i } },
    },
    units: { bias: 'dB', limits: 'dB' },
  }),
  statistic('turn', dataset, {
    procedure: 'flip',
    options: { at: 3 },
    result: { distance: i === 0 ? 1 : null, from: 2, to: 9 },
    units: {},
  }),
]);

const overAll: StatisticResult = {
  ...statistic('over all', 'knee', { result: { value: 1, ci95: [0, 2] }, units: { value: '1', ci95: '1' } }),
  group: {},
};

const difference = { first: 'F', second: 'M', value: -0.5, ci95: [-1, 0.25], df: 6, p: 0.25, holm: 0.75 };
const bySubject = (id: string, grouping: string, result: object): StatisticResult => ({
  ...statistic(id, 'brain', { procedure: 'subgroups', options: { least: 2, groupings: 2 } }),
  group: { dataset: 'brain', grouping },
  result: { n: 4, ...result },
  units: { n: '1', groups: { n: '1', subjects: '1', mean: 'dB', ci95: 'dB' } },
});
const inGroups: readonly StatisticResult[] = [
  bySubject('by group', 'sex', {
    groups: [
      { group: 'F', n: 2, subjects: 1, mean: 1, ci95: [0.5, 1.75] },
      { group: 'M', n: 2, subjects: 1, mean: 1.5, ci95: [1, 2] },
    ],
    differences: [difference],
    greatest: difference,
    small: [],
  }),
  bySubject('by group', 'site', {
    groups: [
      { group: 'east', n: 3, subjects: 2, mean: 1.25, ci95: [1, 1.5] },
      { group: 'west', n: 1, subjects: 1, mean: 2, ci95: null },
    ],
    differences: [],
    greatest: null,
    small: ['west', 'north'],
  }),
  bySubject('by small groups', 'site', {
    groups: [{ group: 'west', n: 1, subjects: 1, mean: 2, ci95: null }],
    differences: [],
    greatest: null,
    small: ['west'],
  }),
];

/** Correlations over all: with all that one can say of it, and with no more than its coefficient. */
const scattered = (id: string, result: object): StatisticResult => ({
  ...statistic(id, 'knee', { procedure: 'correlation', options: {}, counts: 'points' }),
  group: {},
  result: { ...result },
});
const line = scattered('line', {
  pearson: { r: 0.9, r2: 0.81, ci95: [0.5, 0.99] },
  leaveOneOut: { r2: [0.7, 0.9] },
  leaveOneGroupOut: { r2: [0.2, 0.95] },
});
const short = { pearson: { r: 0.9, r2: 0.81, ci95: null }, leaveOneOut: null, leaveOneGroupOut: null };

const curve = (name: string, network: 'denoiser' | 'autoencoder', count: number) => ({
  name,
  network,
  stride: 10,
  losses: Array.from({ length: count }, (_, i) => (i === 1 ? 0 : 8 / (i + 1))),
});

const source: FigureSource = {
  experiment,
  cells,
  rows,
  statistics: [
    ...statistics,
    ...inGroups,
    overAll,
    line,
    scattered('many', short),
    scattered('three', short),
  ],
  curves: [
    curve('x0 of knee medical, seeds 0 0', 'denoiser', 3),
    curve('x0 of knee natural, seeds 0 0', 'denoiser', 101),
    curve('medical, seed 0', 'autoencoder', 0),
    curve('natural, seed 0', 'autoencoder', 2),
  ],
};

const listed = (id: string, label = id) => ({ statistic: id, label });
const declared: Readonly<Record<string, object>> = {
  forest: { kind: 'forest', statistics: [listed('gain'), listed('gain-4')], margin: [-0.5, 0.5] },
  'forest in lanes': {
    kind: 'forest',
    statistics: [listed('gain'), listed('gain-4')],
    lanes: ['dataset'],
    axis: 'Gain',
  },
  'forest of one, each': { kind: 'forest', statistics: [listed('gain')], each: 'dataset' },
  bars: { kind: 'bars', statistics: [{ ...listed('share'), value: '/other' }, listed('counted')] },
  'bars of levels': { kind: 'bars', statistics: [listed('gain')], where: { dataset: ['brain'] } },
  'score curve': {
    kind: 'score-curve',
    score: 'psnr',
    factor: 'degradation',
    axis: { title: 'scale', unit: '×' },
    logarithmic: true,
    points: [
      { at: 2, level: '2x', statistic: 'gain' },
      { at: 4, level: '4x', statistic: 'gain-4' },
    ],
  },
  curve: {
    kind: 'curve',
    axis: { title: 'k', unit: 'sd' },
    scale: 'linear',
    value: 'Gain',
    zero: true,
    lines: ['one', 'two'].map((label, i) => ({
      label,
      points: [
        { at: 1, statistic: i === 0 ? 'gain' : 'gain-4' },
        { at: 4, statistic: 'gain' },
      ],
    })),
    flip: 'turn',
  },
  scatter: { kind: 'scatter', statistic: 'line', x: 'Ceiling', y: 'SR' },
  'scatter of many': { kind: 'scatter', statistic: 'many', x: 'Ceiling', y: 'SR' },
  'scatter of three': { kind: 'scatter', statistic: 'three', x: 'Ceiling', y: 'SR' },
  'forest over all': { kind: 'forest', statistics: [listed('over all')], lanes: ['dataset'] },
  'forest of one in lanes': { kind: 'forest', statistics: [listed('gain')], lanes: ['dataset'] },
  'bars of what could not be computed': { kind: 'bars', statistics: [listed('nowhere')] },
  'forest of what could not be computed': { kind: 'forest', statistics: [listed('nowhere')] },
  'score curve of what could not be computed': {
    kind: 'score-curve',
    score: 'psnr',
    factor: 'degradation',
    axis: { title: 'scale' },
    logarithmic: false,
    points: [{ at: 2, level: '2x', statistic: 'nowhere' }],
  },
  'score curve of one place': {
    kind: 'score-curve',
    score: 'psnr',
    factor: 'degradation',
    axis: { title: 'scale' },
    logarithmic: false,
    points: [{ at: 2, level: '2x', statistic: 'over all' }],
  },
  'curve of what could not be computed': {
    kind: 'curve',
    axis: { title: 'k' },
    scale: 'linear',
    value: 'Gain',
    lines: [{ label: 'one', points: [{ at: 1, statistic: 'nowhere' }] }],
  },
  'curve without a flip': {
    kind: 'curve',
    axis: { title: 'k' },
    scale: 'log10',
    value: 'Gain',
    lines: [{ label: 'one', points: [{ at: 1, statistic: 'gain' }] }],
  },
  subgroups: { kind: 'subgroups', statistics: [listed('by group')], axis: 'Gain' },
  'subgroups of some': { kind: 'subgroups', statistics: [listed('by group')], where: { grouping: ['site'] } },
  'subgroups of two statistics': {
    kind: 'subgroups',
    statistics: [listed('by group', 'one'), listed('by group', 'two')],
  },
  'subgroups without an interval': { kind: 'subgroups', statistics: [listed('by small groups')] },
  'subgroups of what could not be computed': { kind: 'subgroups', statistics: [listed('nowhere')] },
  'plane of one': {
    kind: 'plane',
    axes: { x: 'Distortion', y: 'Perception' },
    marks: [
      { label: 'medical', x: 'over all', y: 'over all' },
      { label: 'natural', x: 'nowhere', y: 'over all' },
    ],
  },
  'plane of what could not be computed': {
    kind: 'plane',
    axes: { x: 'Distortion', y: 'Perception' },
    marks: [{ label: 'natural', x: 'nowhere', y: 'over all' }],
  },
  'agreement of what could not be computed': { kind: 'agreement', statistic: 'nowhere', quantity: 'PSNR' },
  'agreement of one set': {
    kind: 'agreement',
    statistic: 'limits',
    quantity: 'PSNR',
    where: { dataset: ['brain'] },
  },
  'spectra of no cell': {
    kind: 'spectra',
    score: 'spectrum',
    axis: { title: 'Ring' },
    value: 'Power',
    lines: [{ label: 'none', cell: { autoencoder: 'none' } }],
  },
  'training of no restorer': { kind: 'training', networks: 'restorer' },
  plane: {
    kind: 'plane',
    axes: { x: 'Distortion', y: 'Perception' },
    marks: [{ label: 'medical', x: 'gain', y: 'share' }],
  },
  agreement: { kind: 'agreement', statistic: 'limits', quantity: 'PSNR' },
  spectra: {
    kind: 'spectra',
    score: 'spectrum',
    axis: { title: 'Ring' },
    value: 'Power',
    lines: autoencoders.map((autoencoder) => ({
      label: autoencoder,
      cell: { autoencoder, dataset: 'brain', degradation: '2x', seed: 'run1' },
    })),
  },
  'training of two': { kind: 'training', networks: 'denoiser' },
  'training of one': { kind: 'training', networks: 'denoiser', words: ['natural', 'x0'] },
  'training of an autoencoder': { kind: 'training', networks: 'autoencoder' },
};

/** How figures look and what they say, of numbers made by hand, by name; numbers to ten digits. */
export function drawnByHand(): Readonly<Record<string, unknown>> {
  const kinds = Object.entries(declared).map(([name, figure]) => {
    const declaration = { id: name, title: name, ...figure } as FigureDeclaration;
    return [
      name,
      figuresOf(declaration, source).map(({ spec, ...words }) => ({ ...words, ...shownBy(spec) })),
    ];
  });
  const all = {
    theme,
    colours: { magnitudes: magnitudeMap, signed: signedMap },
    forms: forms(),
    kinds: Object.fromEntries(kinds),
  };
  return JSON.parse(JSON.stringify(all, (_, value) => (typeof value === 'number' ? rounded(value) : value)));
}

/** What a figure shows, whatever its form: the titles of its axes, and the numbers of each layer that has its own. */
function shownBy(spec: FigureSpec): object {
  const titles = new Set<unknown>();
  JSON.stringify(spec, (key, value) => {
    if (key === 'title' && value !== null) titles.add(value);
    return value;
  });
  const valuesOf = (part: FigureSpec) => (part['data'] as { values: readonly object[] } | undefined)?.values;
  const layers = (spec['layer'] as readonly FigureSpec[]).map((layer) => [layer['name'], valuesOf(layer)]);
  return { titles: [...titles], values: valuesOf(spec), layers: Object.fromEntries(layers) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(10));
}
