import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { copyWorkspace, runCli } from './run-cli.ts';

describe('a call of latent-sr reproduce', function () {
  this.timeout(120_000);
  let workspace: string;
  const command = () => ['reproduce', '--profile', 'smoke', '--workspace', workspace];
  const reproduce = (...args: string[]) => runCli([...command(), ...args]);

  beforeEach(() => {
    workspace = copyWorkspace();
  });
  afterEach(() => rmSync(workspace, { recursive: true, force: true }));

  it('says in a line what a store or an output folder cannot be, and ends with 1', async () => {
    const file = join(workspace, 'golden', 'smoke', 'verdicts.json');
    const stored = await runCli([...command(), '--only', 'interpolation-kernels'], { LATENT_SR_STORE: file });
    expect(stored.code).to.equal(1);
    expect(stored.stderr).to.match(/: .*ENOTDIR.*; name another folder/);
    const out = await reproduce('--only', 'interpolation-kernels', '--out', join(file, 'run'));
    expect(out.code).to.equal(1);
    expect(out.stderr).to.match(
      /^latent-sr: .*ENOTDIR.*; name another folder: a part of this path is a file\n$/,
    );
    const same = await reproduce('--only', 'interpolation-kernels', '--out', file);
    expect(same.code).to.equal(1);
    expect(same.stderr).to.match(/^latent-sr: .*; name another folder: a file stands there\n$/);
  });

  it('tells of a wrong call in one line, with the help that goes with it', async () => {
    for (const [args, message] of [
      [['reproduce', '--seed', '-1'], /--seed: expected a whole number of at least 0, got "-1"; correct/],
      [['reproduce', '--jobs', '0'], /--jobs: expected a whole number of at least 1, got "0"; correct/],
      [
        ['reproduce', '--until-decided', '--detach'],
        /--until-decided: expected a process that stays: .*, got --detach; leave one of the two out/,
      ],
      [
        ['reproduce', '--full', '--profile', 'smoke'],
        /'--full' cannot be used with .*; see latent-sr reproduce --help/,
      ],
      [
        ['reproduce', '--job', '2'],
        /unknown option '--job' \(Did you mean --jobs\?\); see latent-sr reproduce --help/,
      ],
      [
        ['report', 'no-run'],
        /no-run: expected the folder of a finished run, got nothing there; correct the path/,
      ],
      [['reprodcue'], /unknown command 'reprodcue' .*; see latent-sr --help/],
    ] as const) {
      const { code, stdout, stderr } = await runCli(args);
      expect(code).to.equal(1);
      expect(stdout).to.equal('');
      expect(stderr)
        .to.match(message)
        .and.to.match(/^latent-sr: .*\n$/);
    }
  });

  it('tells the fault of a declaration that is asked for by its id, not that there is no such id', async () => {
    const file = join(workspace, 'experiments', 'multiscale-bicubic.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"title"', '"tilte"'));
    const { code, stderr } = await reproduce('--only', 'multiscale-bicubic');
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /^latent-sr: experiments\/multiscale-bicubic\.json .*"title", got nothing; add it\n$/,
    );
  });

  it('refuses an unknown id or profile in one line', async () => {
    for (const args of [
      ['--only', 'C99'],
      ['--profile', 'huge'],
    ]) {
      const { code, stderr, stdout } = await runCli(['reproduce', '--workspace', workspace, ...args]);
      expect(code).to.equal(1);
      expect(stdout).to.equal('');
      expect(stderr).to.match(/^latent-sr: --\w+: expected .*, got "\w+"; .*\n$/);
    }
  });

  it('says what a profile without its data needs', async () => {
    mkdirSync(join(workspace, 'assets'));
    const { code, stdout } = await runCli(
      ['reproduce', '--profile', 'paper', '--workspace', workspace, '--only', 'C21', '--json'],
      { LATENT_SR_ASSETS: join(workspace, 'assets') },
    );
    expect(code).to.equal(0);
    const { run } = JSON.parse(stdout) as {
      run: { verdicts: { tier: string; part: string; outcome: string; reason: string }[] };
    };
    const verdict = run.verdicts.find(({ tier, part }) => tier === 'paper' && part === 'bicubic')!;
    expect(verdict.outcome).to.equal('untestable');
    expect(verdict.reason).to.include(
      'needs the data set mrnet: put it into datasets/mrnet of the assets folder',
    );
  });
});
