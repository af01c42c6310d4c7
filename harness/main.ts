import { readFileSync } from 'node:fs';
import { createProgram, type Listed } from './edges/cli/program.ts';
import { packageRoot } from './edges/files/package-root.ts';

const commands: Readonly<Record<string, Listed>> = {
  reproduce: {
    summary: 'run claims and experiments and write a report',
    load: async () => (await import('./edges/cli/reproduce.ts')).registerReproduce,
  },
  init: {
    summary: "make a workspace for a paper of one's own",
    load: async () => (await import('./edges/cli/init.ts')).registerInit,
  },
  plan: {
    summary: 'show the stages of a run and what is cached; runs nothing',
    load: async () => (await import('./edges/cli/plan.ts')).registerPlan,
  },
  stage: {
    summary: 'compute one stage of a written plan, as the tasks of a cluster do',
    load: async () => (await import('./edges/cli/stage.ts')).registerStage,
  },
  status: {
    summary: 'show what is stored, running, queued and failed of a run that others compute',
    load: async () => (await import('./edges/cli/status.ts')).registerStatus,
  },
  report: {
    summary: 'print the report of a finished run',
    load: async () => (await import('./edges/cli/report.ts')).registerReport,
  },
  compare: {
    summary: 'show what differs between two finished runs',
    load: async () => (await import('./edges/cli/compare.ts')).registerCompare,
  },
  history: {
    summary: "draw the key figures of runs over a project's commits",
    load: async () => (await import('./edges/cli/history.ts')).registerHistory,
  },
  certificate: {
    summary: 'write a folder that replays a claim of a finished run anywhere',
    load: async () => (await import('./edges/cli/certificate.ts')).registerCertificate,
  },
  verify: {
    summary: "replay a certificate's claim and compare it byte for byte",
    load: async () => (await import('./edges/cli/verify.ts')).registerVerify,
  },
  golden: {
    summary: 'update the expected values and verdicts',
    load: async () => (await import('./edges/cli/golden/golden.ts')).registerGolden,
  },
  audit: {
    summary: 'check printed figures or imported scores',
    load: async () => (await import('./edges/cli/audit/audit.ts')).registerAudit,
  },
  record: {
    summary: "turn a paper's tables and sentences into a record with checks",
    load: async () => (await import('./edges/cli/record/record.ts')).registerRecord,
  },
  infer: {
    summary: 'find the procedures or conventions that give printed values',
    load: async () => (await import('./edges/cli/infer/infer.ts')).registerInfer,
  },
  metric: {
    summary: 'score an image against its reference with one metric',
    load: async () => (await import('./edges/cli/metric/metric.ts')).registerMetric,
  },
  stat: {
    summary: 'run one statistical procedure on columns of per-image scores',
    load: async () => (await import('./edges/cli/stat/stat.ts')).registerStat,
  },
  rank: {
    summary: 'rank several methods by one score: Friedman, critical difference, all pairs',
    load: async () => (await import('./edges/cli/rank/rank.ts')).registerRank,
  },
  auc: {
    summary: 'compare areas under ROC curves of scores of the same cases (DeLong)',
    load: async () => (await import('./edges/cli/auc/auc.ts')).registerAuc,
  },
  degrade: {
    summary: 'write a degraded copy of an image',
    load: async () => (await import('./edges/cli/degrade.ts')).registerDegrade,
  },
  vae: {
    summary: 'encode and decode images with an autoencoder',
    load: async () => (await import('./edges/cli/vae.ts')).registerVae,
  },
  screen: {
    summary: "rank candidate autoencoders on one's own images",
    load: async () => (await import('./edges/cli/screen/screen.ts')).registerScreen,
  },
  denoise: {
    summary: 'run a denoiser on latents: a whole sampler, or one call',
    load: async () => (await import('./edges/cli/denoise.ts')).registerDenoise,
  },
  restore: {
    summary: 'enlarge an image by a network, such as SwinIR or ESRGAN',
    load: async () => (await import('./edges/cli/restore.ts')).registerRestore,
  },
  'export-onnx': {
    summary: 'write a network as an ONNX model',
    load: async () => (await import('./edges/cli/export-onnx.ts')).registerExportOnnx,
  },
  prepare: {
    summary: 'make a published data set into the images that experiments take',
    load: async () => (await import('./edges/cli/prepare.ts')).registerPrepare,
  },
  assets: {
    summary: 'list and fetch the weights that users bring',
    load: async () => (await import('./edges/cli/assets.ts')).registerAssets,
  },
  check: {
    summary: 'check declarations without running them',
    load: async () => (await import('./edges/cli/check.ts')).registerCheck,
  },
  explain: {
    summary: 'say what a word of declarations means',
    load: async () => (await import('./edges/cli/explain.ts')).registerExplain,
  },
  doctor: {
    summary: 'say which engines are here, which would be used and why',
    load: async () => (await import('./edges/cli/doctor.ts')).registerDoctor,
  },
  completion: {
    summary: 'print the script with which a shell completes all this',
    load: async () =>
      (await import('./edges/cli/completion/completion.ts')).registerCompletion(() => commands),
  },
};

// A reader that has seen enough, as `head`, closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const { version } = JSON.parse(readFileSync(`${packageRoot}/package.json`, 'utf8')) as { version: string };
const program = await createProgram(version, commands, process.argv.slice(2));
try {
  await program.parseAsync();
} catch (error) {
  const { report } = await import('./edges/cli/answer.ts');
  process.exitCode = report(error);
}
