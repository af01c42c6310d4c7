import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coverageOf } from './coverage.ts';
import { scriptsOf } from './scripts.ts';
import { tableOf } from './table.ts';

const usage = `npm run coverage                  runs npm test and says which lines and branches of harness/ ran, by folder
npm run coverage -- FOLDER        says it of what ran before, under NODE_V8_COVERAGE=FOLDER
npm run coverage -- FOLDER --files   the same, file by file`;

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'coverage-'));
try {
  const [folder, ...others] = process.argv.slice(2);
  if (folder === '--help' || others.some((each) => each !== '--files')) console.log(usage);
  else if (folder) report(folder, others.length > 0);
  else {
    const counts = join(scratch, 'counts');
    const { status } = spawnSync('npm', ['test'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NODE_V8_COVERAGE: counts },
    });
    report(counts, false);
    process.exitCode = status ?? 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function report(counts: string, byFile: boolean): void {
  const names = readdirSync(join(root, 'harness'), { recursive: true, encoding: 'utf8' });
  const sources = names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [join('harness', name), readFileSync(join(root, 'harness', name), 'utf8')] as const);
  process.stdout.write(tableOf(coverageOf(counts, new Map(sources), scriptsOf(root, scratch)), byFile));
}
