import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { readClaims } from '../../../harness/edges/files/declarations.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import { runCli } from './run-cli.ts';

const paper = resolve(import.meta.dirname, '..', '..', 'workspaces', 'second-paper');

/** What is declared; runs leave other things beside it. */
const parts = ['experiments', 'golden', 'scores.csv'];

interface Reproduced {
  readonly run: {
    readonly verdicts: readonly { readonly claim: string; readonly tier: string; readonly outcome: string }[];
  };
  readonly exitCode: number;
}

describe('a second paper, of other data and other claims', function () {
  this.timeout(120_000);
  let folder: string;
  /** From inside the workspace, as its people do. */
  const call = (...args: string[]) => runCli(oneWorker(args), {}, folder);
  const file = (...path: string[]) => join(folder, ...path);
  const edited = (path: string, change: (text: string) => string) => {
    const before = readFileSync(file(path), 'utf8');
    const after = change(before);
    expect(after, path).to.not.equal(before);
    writeFileSync(file(path), after);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-second-'));
    for (const part of parts) cpSync(join(paper, part), join(folder, part), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is decided and reported in its default profile: one claim holds, one does not, one figure is wrong', async () => {
    const { code, stdout, stderr } = await call('reproduce', '--ci', '--json');
    expect(stderr).to.not.contain('expected');
    const { run } = validated<Reproduced>('reproduce', JSON.parse(stdout), 'stdout');
    const decided = run.verdicts.filter(({ outcome }) => outcome !== 'untestable');
    expect(decided.map(({ claim, tier, outcome }) => `${claim} ${tier}: ${outcome}`)).to.deep.equal([
      'cubic record: reproduced',
      'cubic embedded: reproduced',
      'lanczos record: inconsistent',
      'lanczos embedded: not reproduced',
    ]);
    expect(code).to.equal(0);
    // The report: its own title, families and commands, and no word of the first paper.
    const runs = file('reports', 'runs', 'patches');
    for (const name of ['report.html', 'report.md', 'run.json']) {
      // Images are text that says nothing.
      const text = readFileSync(join(runs, name), 'utf8').replace(/data:image\/png;base64,[^"')]*/g, '');
      expect(text, name).to.not.match(
        /medvae|sd-?vae|brats|mrnet|knee|brain|chest|medical|diffusion|2604\.12152|\bC\d\d\b/i,
      );
    }
    const { stdout: report } = await call('report', '--format', 'markdown');
    expect(report).to.match(/^# Reproduction of "Enough Lobes: Cubic Kernels for Enlarging Textures"/);
    expect(report).to.contain('What the third lobe of the kernel adds: on fine (');
    expect(report).to.contain('npx latent-sr reproduce --only lanczos');
  });

  it('is decided by a table of scores alone, with units that the table declares', async () => {
    const { code, stdout } = await call('reproduce', '--profile', 'table', '--ci', '--json');
    expect(code).to.equal(0);
    const { run } = JSON.parse(stdout) as Reproduced & {
      run: {
        experiments: { statistics: { id: string; units: { mean: string }; n: number; subjects: number }[] }[];
      };
    };
    const imported = run.verdicts.find(({ claim, tier }) => claim === 'cubic' && tier === 'imported');
    expect(imported?.outcome).to.equal('reproduced');
    const [{ statistics }] = run.experiments as [(typeof run.experiments)[number]];
    expect(statistics.map(({ id, units, n, subjects }) => [id, units.mean, n, subjects])).to.deep.equal([
      ['cubic-gain', 'dB', 10, 6],
      ['time-cost', 'ms', 10, 6],
    ]);
  });

  it('goes through the gate: a planted value ends with 2, a planted verdict with 3', async () => {
    edited('golden/patches/kernels.json', (text) => text.replace(/(\/mean": )(\d)/, '$19$2'));
    const value = await call('reproduce', '--ci');
    expect(value.code, value.stdout).to.equal(2);
    expect(value.stdout).to.match(/1 outside their tolerance/);
    cpSync(join(paper, 'golden'), file('golden'), { recursive: true });
    edited('golden/patches/verdicts.json', (text) => text.replace('"not reproduced"', '"reproduced"'));
    const verdict = await call('reproduce', '--ci');
    expect(verdict.code, verdict.stdout).to.equal(3);
    expect(verdict.stdout).to.match(/lanczos, embedded: reproduced -> not reproduced, for the worse/);
  });

  it('gives the golden values that stand with it, and lacks none', async () => {
    rmSync(file('golden'), { recursive: true });
    const { code, stdout } = await call('golden', 'update', '--reason', 'first values', '--json');
    expect(code).to.equal(0);
    validated('golden-update', JSON.parse(stdout), 'stdout');
    const written = (name: string) => withoutLink(file('golden', 'patches', name));
    for (const name of ['kernels.json', 'verdicts.json']) {
      expect(written(name), name).to.deep.equal(withoutLink(join(paper, 'golden', 'patches', name)));
    }
  });

  it('stands in its folder: plan, audit and assets are its own, and --workspace names it from elsewhere', async () => {
    const plan = await call('plan', '--json');
    expect((JSON.parse(plan.stdout) as { profile: string }).profile).to.equal('patches');
    expect((await call('audit', 'record')).stdout).to.contain('Printed figures of Enough Lobes');
    const elsewhere = await runCli(
      oneWorker(['reproduce', '--workspace', folder, '--only', 'cubic', '--json']),
    );
    expect((JSON.parse(elsewhere.stdout) as Reproduced).exitCode).to.equal(0);
    const full = await call('reproduce', '--full');
    expect([full.code, full.stderr]).to.deep.equal([
      1,
      'latent-sr: --full: expected a default profile that names its full-size one ("full" in experiments/profiles/patches.json), got none; add it, or name a profile by --profile\n',
    ]);
  });

  it('goes without families and record where it has none', async () => {
    for (const name of ['families.json', 'record']) rmSync(file('experiments', name), { recursive: true });
    const { code, stdout, stderr } = await call('reproduce', '--json');
    // What its golden verdicts have of the record is lost with it; nothing else is wrong.
    expect([code, stderr]).to.deep.equal([3, '']);
    const { run } = JSON.parse(stdout) as Reproduced;
    const record = run.verdicts.filter(({ tier }) => tier === 'record');
    expect(record.map(({ outcome }) => outcome)).to.deep.equal(['untestable', 'untestable']);
    const report = readFileSync(file('reports', 'runs', 'patches', 'report.md'), 'utf8');
    expect(report).to.not.contain('What the experiments found');
  });

  it('goes without a table that is not there, and says where to put it', async () => {
    rmSync(file('scores.csv'));
    const { code, stdout } = await call('plan', '--profile', 'table');
    expect(code).to.equal(0);
    expect(stdout).to.contain('left out: needs the data set survey: put it into ./scores.csv');
  });

  it('keeps the tiers apart: nobody else’s scores are measured here, and none of ours are imported', async () => {
    edited('experiments/profiles/table.json', (text) => text.replace('"imported"', '"paper"'));
    const table = await call('plan', '--profile', 'table');
    expect(table.stdout).to.contain(
      'left out: needs a profile of the tier imported, which table is not: method nearest',
    );
    edited('experiments/profiles/patches.json', (text) => text.replace('"embedded"', '"imported"'));
    const patches = await call('plan');
    expect(patches.stdout).to.contain(
      'left out: needs a profile of another tier than imported, which patches is not',
    );
  });

  it('links every declaration to a schema that is there and that it fits', () => {
    const workspace = workspaceAt(paper, {});
    expect(readClaims(workspace).items.map(({ id }) => id)).to.deep.equal(['cubic', 'lanczos']);
    for (const name of readdirSync(paper, { recursive: true, encoding: 'utf8' })) {
      if (!/^(experiments|golden)\b.*\.json$/.test(name)) continue;
      const at = join(paper, name);
      const link = (JSON.parse(readFileSync(at, 'utf8')) as { $schema: string }).$schema;
      expect(() => readFileSync(join(at, '..', link)), name).to.not.throw();
    }
  });
});

function withoutLink(path: string): object {
  const { $schema: _, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return rest;
}

/** Starting workers costs more than these few stages. */
function oneWorker(args: readonly string[]): readonly string[] {
  return ['reproduce', 'golden'].includes(args[0]!) ? [...args, '--jobs', '1'] : args;
}
