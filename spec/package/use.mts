// What a program of somebody else's does with the package: CI packs it, installs it in an empty folder, checks the
// types of this file there and runs it.
import {
  auditRecord,
  type Claim,
  compareRuns,
  createImage,
  type Evidence,
  InputError,
  judge,
  metricNamed,
  metrics,
  pairById,
  procedureNamed,
  procedures,
  type RunDocument,
  readClaims,
  readExperiments,
  readProfile,
  readRecord,
  runStudy,
  unclustered,
  workspaceAt,
} from 'latent-sr-harness';

function holds(what: string, condition: boolean): void {
  if (!condition) throw new Error(`the package: ${what} does not hold`);
  console.log(`  ${what}`);
}

const grey = (value: number) => createImage(1, 16, 16, new Float64Array(256).fill(value));
const psnr = metricNamed('psnr');
const score = psnr.compute({ image: grey(0.6), reference: grey(0.5) }, psnr.resolve({}));
holds('a metric scores images: 20 dB for an error of 0.1', Math.abs(Number(score) - 20) < 1e-9);
holds('the catalogues are there', metrics.length > 10 && procedures.length > 10);

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const arm = (name: string, better: number) => ({
  name,
  ids,
  values: Float64Array.from(ids, (_, i) => i * i + better * (1 + i / 10)),
});
const sample = pairById(arm('new', 1), arm('old', 0), unclustered);
const wilcoxon = procedureNamed('wilcoxon');
const result = wilcoxon.compute(sample, wilcoxon.resolve({ method: 'exact' }));
holds('a procedure tests paired scores', JSON.stringify(result).includes('"p"'));

const claim: Claim = {
  id: 'mine',
  statement: 'The new method is better.',
  place: 'here',
  printed: '',
  experiment: 'e',
  parts: [
    {
      id: 'better',
      statement: 'It is better.',
      checks: [
        {
          tiers: ['imported'],
          experiment: 'e',
          reason: 'the sign says it',
          criteria: [
            {
              label: 'gap',
              statistic: 'gap',
              value: '/mean',
              interval: '/ci95',
              comparator: { kind: 'above', bound: 0 },
            },
          ],
          counterexample: { because: 'the arms change places', cells: {} },
        },
      ],
    },
  ],
};
const gap: Evidence = {
  id: 'gap',
  group: {},
  n: 20,
  subjects: 20,
  options: {},
  result: { mean: 1.2, ci95: [0.8, 1.6] },
  units: { mean: 'dB', ci95: 'dB' },
};
const [verdict] = judge(claim, ['imported'], () => ({ statistics: [gap], absent: [] }));
holds('a claim is judged', verdict?.outcome === 'reproduced');

const workspace = workspaceAt(undefined);
holds(
  "the paper's record is audited",
  auditRecord(readRecord(`${workspace.experiments}/record/paper.json`)).length > 100,
);
holds(
  'declarations are read',
  readProfile(workspace, 'smoke').seed >= 0 &&
    readExperiments(workspace).faults.length + readClaims(workspace).faults.length === 0,
);

const seen: string[] = [];
const study = await runStudy({
  profile: 'smoke',
  only: ['interpolation-kernels'],
  store: 'store',
  out: 'run',
  progress: { done: (_done, _total, stage) => seen.push(stage.key), note: () => {} },
});
const run: RunDocument = study.run;
holds(
  'a study runs, and its values are the golden ones',
  study.exitCode === 0 &&
    study.faults.length === 0 &&
    study.computed === seen.length &&
    run.experiments[0]!.statistics.length > 0 &&
    run.golden.compared > 0 &&
    run.golden.deviations.length === 0,
);
holds('nothing differs from itself', compareRuns(run, run).statistics.length === 0);

const fault = await runStudy({ profile: 'none' }).catch((error: unknown) => error);
holds('bad input is told as such', fault instanceof InputError && fault.fault.where === '--profile');
