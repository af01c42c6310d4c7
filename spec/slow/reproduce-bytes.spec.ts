import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { copyWorkspace, runCli, startCli } from '../edges/cli/run-cli.ts';

/** The report without its provenance section, the only part in which two runs may differ. */
function withoutProvenance(html: string): string {
  const stripped = html.replace(/<section[^>]*id="provenance"[\s\S]*?<\/section>/, '');
  expect(stripped.length).to.be.below(html.length);
  return stripped;
}

describe('a run of stages', () => {
  let workspace: string;
  const command = () => ['reproduce', '--profile', 'smoke', '--workspace', workspace];
  const reproduceAlone = (...args: string[]) =>
    runCli([...command(), '--only', 'multiscale-bicubic', ...args]);
  const alone = (name: string) =>
    readFileSync(join(workspace, 'reports', 'runs', 'smoke-only-multiscale-bicubic', name), 'utf8');

  beforeEach(() => {
    workspace = copyWorkspace();
  });
  afterEach(() => rmSync(workspace, { recursive: true, force: true }));

  it('gives the same bytes with one process and with several, and after a kill at any moment', async () => {
    await reproduceAlone('--jobs', '1');
    const [run, rows, report] = [
      alone('run.json'),
      alone('rows.jsonl'),
      withoutProvenance(alone('report.html')),
    ];
    rmSync(join(workspace, '.latent-sr'), { recursive: true });
    rmSync(join(workspace, 'reports'), { recursive: true });
    for (const milliseconds of [1500, 2500]) {
      const { child, ended } = startCli([...command(), '--only', 'multiscale-bicubic', '--jobs', '3']);
      await Promise.race([wait(milliseconds), once(child, 'exit')]);
      child.kill('SIGKILL');
      await ended;
    }
    const last = await reproduceAlone('--jobs', '3');
    expect(last.code, last.stderr).to.equal(0);
    expect(alone('run.json') === run, 'run.json').to.equal(true);
    expect(alone('rows.jsonl') === rows, 'rows.jsonl').to.equal(true);
    expect(withoutProvenance(alone('report.html')) === report, 'report.html').to.equal(true);

    const store = join(workspace, '.latent-sr', 'store');
    const files = readdirSync(store, { recursive: true, encoding: 'utf8' });
    writeFileSync(join(store, files.find((name) => name.endsWith('rows.jsonl'))!), 'damaged');
    rmSync(join(workspace, 'reports'), { recursive: true });
    const mended = await reproduceAlone();
    expect(mended.code).to.equal(0);
    expect(mended.stderr).to.match(/rows\.jsonl of 'measure .*' has changed; computing it again/);
    expect(alone('rows.jsonl') === rows, 'rows.jsonl after damage').to.equal(true);
  });
});
