import { readFileSync } from 'node:fs';
import { registerAudit } from './edges/cli/audit.ts';
import { registerDegrade } from './edges/cli/degrade.ts';
import { registerMetric } from './edges/cli/metric.ts';
import { createProgram } from './edges/cli/program.ts';
import { packageRoot } from './edges/files/package-root.ts';

const { version } = JSON.parse(readFileSync(`${packageRoot}/package.json`, 'utf8')) as { version: string };
const program = createProgram(version, [registerAudit, registerDegrade, registerMetric]);
await program.parseAsync();
