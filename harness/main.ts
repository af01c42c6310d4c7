import { readFileSync } from 'node:fs';
import { registerAudit } from './edges/cli/audit.ts';
import { registerDegrade } from './edges/cli/degrade.ts';
import { registerMetric } from './edges/cli/metric.ts';
import { registerCompare } from './edges/cli/compare.ts';
import { registerGolden } from './edges/cli/golden.ts';
import { registerPlan } from './edges/cli/plan.ts';
import { registerReport } from './edges/cli/report.ts';
import { registerReproduce } from './edges/cli/reproduce.ts';
import { createProgram } from './edges/cli/program.ts';
import { packageRoot } from './edges/files/package-root.ts';

const { version } = JSON.parse(readFileSync(`${packageRoot}/package.json`, 'utf8')) as { version: string };
const program = createProgram(version, [
  registerReproduce,
  registerPlan,
  registerReport,
  registerCompare,
  registerGolden,
  registerAudit,
  registerMetric,
  registerDegrade,
]);
await program.parseAsync();
