import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { startCli } from '../cli/run-cli.ts';

const paper = resolve(import.meta.dirname, '..', '..', 'workspaces', 'second-paper');

interface Reproduced {
  readonly computed: number;
  readonly cached: number;
  readonly run: object;
}

describe('two processes on one store', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-two-'));
    for (const part of ['experiments', 'golden', 'scores.csv'])
      cpSync(join(paper, part), join(folder, part), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('compute no stage twice, find the same, and leave no claim', async () => {
    const runs = await Promise.all(
      ['one', 'two'].map(
        (out) =>
          startCli(['reproduce', '--profile', 'patches', '--jobs', '1', '--json', '--out', out], {}, folder)
            .ended,
      ),
    );
    for (const { code, stderr } of runs) expect(code, stderr).to.equal(0);
    const [one, two] = runs.map(({ stdout }) => JSON.parse(stdout) as Reproduced);
    expect(one!.computed + two!.computed).to.equal(one!.computed + one!.cached);
    expect(two!.run).to.deep.equal(one!.run);
    const store = join(folder, '.latent-sr', 'store');
    for (const name of ['claims', 'unfinished']) expect(readdirSync(join(store, name))).to.deep.equal([]);
  });
});
