import { readFileSync } from 'node:fs';
import { registerAssets } from './edges/cli/assets.ts';
import { registerAudit } from './edges/cli/audit.ts';
import { registerCompare } from './edges/cli/compare.ts';
import { registerDegrade } from './edges/cli/degrade.ts';
import { registerDoctor } from './edges/cli/doctor.ts';
import { registerExportOnnx } from './edges/cli/export-onnx.ts';
import { registerGolden } from './edges/cli/golden.ts';
import { registerInfer } from './edges/cli/infer.ts';
import { registerMetric } from './edges/cli/metric.ts';
import { registerPlan } from './edges/cli/plan.ts';
import { createProgram } from './edges/cli/program.ts';
import { registerReport } from './edges/cli/report.ts';
import { registerReproduce } from './edges/cli/reproduce.ts';
import { registerStat } from './edges/cli/stat.ts';
import { registerVae } from './edges/cli/vae.ts';
import { packageRoot } from './edges/files/package-root.ts';

const { version } = JSON.parse(readFileSync(`${packageRoot}/package.json`, 'utf8')) as { version: string };
const program = createProgram(version, [
  registerReproduce,
  registerPlan,
  registerReport,
  registerCompare,
  registerGolden,
  registerAudit,
  registerInfer,
  registerMetric,
  registerStat,
  registerDegrade,
  registerAssets,
  registerDoctor,
  registerExportOnnx,
  registerVae,
]);
// A reader that has seen enough, as `head`, closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
await program.parseAsync();
