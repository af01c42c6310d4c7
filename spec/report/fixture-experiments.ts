import { stream } from '../../harness/numeric/stream.ts';
import { bars, forest, scatterFit, scoreCurve } from '../../harness/report/figures/index.ts';
import type { ExperimentView } from '../../harness/report/view-model.ts';
import { fixturePanel } from './fixture-panel.ts';

const psnr = { title: 'PSNR', unit: 'dB' };
const kernelNames = ['bicubic', 'Lanczos', 'bilinear', 'box mean'];
const samples = kernelNames.flatMap((series, k) =>
  [2, 4, 8].flatMap((factor) => {
    const draws = stream(1, 'fixture', series, factor);
    return Array.from({ length: 20 }, () => ({
      series,
      factor,
      value: 37.6 - 4.4 * Math.log2(factor) - 0.5 * k + 1.1 * draws.normal(),
    }));
  }),
);
const means = kernelNames.flatMap((series) =>
  [2, 4, 8].map((factor) => {
    const values = samples
      .filter((row) => row.series === series && row.factor === factor)
      .map((row) => row.value);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { series, factor, mean, low: mean - 0.49, high: mean + 0.49 };
  }),
);

const multiscale: ExperimentView = {
  id: 'multiscale-bicubic',
  title: 'Bicubic enlargement over scales',
  question: 'Does bicubic PSNR fall about linearly with every doubling of the scale?',
  claims: ['C21', 'C05'],
  tables: [
    {
      id: 'multiscale-psnr',
      caption:
        'PSNR on real-mr by scale, mean over 20 slices of 1 subject with 95 % percentile bootstrap interval.',
      columns: [
        { title: 'Scale', numeric: false },
        ...['PSNR (dB)', '95 % interval', 'SSIM', 'MAE'].map((title) => ({
          title,
          numeric: true,
        })),
      ],
      rows: [
        ['2×', '33.21', '[32.72, 33.70]', '0.953', '0.0121'],
        ['4×', '28.84', '[28.35, 29.33]', '0.866', '0.0226'],
        ['8×', '24.40', '[23.91, 24.89]', '0.701', '0.0388'],
      ],
    },
  ],
  figures: [
    {
      id: 'multiscale-curve',
      title: 'PSNR by scale',
      caption:
        'PSNR against scale on real-mr: mean with 95 % bootstrap interval, n = 20 slices of 1 subject; faint points are slices.',
      alt: 'PSNR falls by 4.4 dB per doubling of the scale for all four kernels, bicubic highest.',
      spec: scoreCurve({
        rows: means,
        images: samples,
        x: { title: 'scale', unit: '×', scale: 'log2' },
        y: psnr,
      }),
    },
    {
      id: 'multiscale-fit',
      caption:
        'Ceiling against super-resolution PSNR, six printed points with the fitted line and its 95 % band.',
      alt: 'Six points about a rising line, r = 0.82.',
      spec: scatterFit({
        rows: [30.4, 36.9, 29.1, 33.6, 31.0, 34.9].map((x, i) => ({
          x,
          y: 15 + x / 3 + [0.8, -0.4, -0.9, 0.3, 0.5, -0.6][i],
          label: ['MRNet', 'BraTS', 'CXR'][i >> 1],
          series: i % 2 ? 'MedVAE' : 'SD-VAE',
        })),
        fit: [29.1, 31, 33, 35, 36.9].map((x) => ({
          x,
          y: 15 + x / 3,
          low: 13.6 + x / 3 - 0.09 * (x - 33) ** 2,
          high: 16.4 + x / 3 + 0.09 * (x - 33) ** 2,
        })),
        x: { title: 'ceiling PSNR', unit: 'dB' },
        y: { title: 'super-resolution PSNR', unit: 'dB' },
      }),
    },
  ],
  panels: [fixturePanel()],
  notes: ['Slice 7 was left out: it holds no tissue.'],
  replay: 'npx latent-sr reproduce --only multiscale-bicubic',
};

const kernels: ExperimentView = {
  id: 'kernels',
  title: 'Interpolation kernels compared',
  question: 'How much of the printed differences could the choice of the resizing kernel make?',
  claims: ['C05', 'C31', 'C99'],
  tables: [],
  figures: [
    {
      id: 'kernels-bars',
      caption:
        'PSNR by kernel on real-mr at 4× and 8×: mean with 95 % bootstrap interval, n = 20 slices of 1 subject.',
      alt: 'Bicubic leads, box mean is last; the order is the same at both scales.',
      spec: bars({
        rows: means
          .filter((row) => row.factor > 2)
          .map(({ series, factor, mean, low, high }) => ({
            category: series,
            series: `${factor}×`,
            value: mean,
            low,
            high,
          })),
        x: psnr,
      }),
    },
    {
      id: 'kernels-differences',
      caption:
        'Difference in PSNR to bicubic with 95 % interval in three procedures; shaded: margin of equivalence of 0.15 dB.',
      alt: 'All three kernels are below bicubic by 0.5 to 1.5 dB, whatever the procedure.',
      spec: forest({
        rows: kernelNames.slice(1).flatMap((group, i) =>
          ['described', 'released', 'recommended'].map((series, j) => ({
            group,
            series,
            estimate: -0.5 * (i + 1) + 0.02 * j,
            low: -0.5 * (i + 1) - 0.2 - 0.1 * j,
            high: -0.5 * (i + 1) + 0.22 + 0.1 * j,
          })),
        ),
        x: { title: 'difference in PSNR', unit: 'dB' },
        margin: [-0.15, 0.15],
      }),
    },
  ],
  panels: [],
  notes: [],
  replay: 'npx latent-sr reproduce --only kernels',
};

/** Two experiments with all kinds of figures; their numbers are drawn at random. */
export const fixtureExperiments: readonly ExperimentView[] = [multiscale, kernels];
