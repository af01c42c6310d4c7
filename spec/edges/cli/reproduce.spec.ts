import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readDigest } from '../../../harness/edges/files/declarations.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import type { RunRow } from '../../../harness/pipeline/row.ts';
import type { RunDocument } from '../../../harness/study/run-document.ts';
import { conflictsOf } from '../../report/page-against-run.ts';
import { type Said, unitConflicts } from '../../report/unit-conflicts.ts';
import { copyWorkspace, runCli } from './run-cli.ts';

type Json = Record<string, unknown>;

function edit(file: string, change: (document: Json) => void): void {
  const document = JSON.parse(readFileSync(file, 'utf8')) as Json;
  change(document);
  writeFileSync(file, JSON.stringify(document));
}

/** Golden values under their first rule, and the name of the first mean among them. */
function meanIn(golden: Json): readonly [expected: Record<string, number>, mean: string] {
  const [{ expected }] = golden['values'] as [{ expected: Record<string, number> }];
  return [expected, Object.keys(expected).find((key) => key.endsWith(' /mean'))!];
}

/** Results that tests share, since what they check is not how the results are computed. */
const sharedStore = mkdtempSync(join(tmpdir(), 'latent-sr-shared-'));
const shared = { LATENT_SR_STORE: sharedStore };
after(() => rmSync(sharedStore, { recursive: true, force: true }));

describe('latent-sr reproduce', function () {
  this.timeout(600_000);
  let workspace: string;
  const command = () => ['reproduce', '--profile', 'smoke', '--workspace', workspace];
  const reproduce = (...args: string[]) => runCli([...command(), ...args], shared);
  const kernels = ['--only', 'interpolation-kernels'];
  /** Without and with networks: the whole profile takes a minute, and CI runs it by itself. */
  const few = ['--only', 'interpolation-kernels', 'multiscale-bicubic', 'reference'];
  const inRun = (name: string) => join(workspace, 'reports', 'runs', 'smoke', name);
  const read = (name: string) => readFileSync(inRun(name), 'utf8');

  const keepTwo = () =>
    edit(join(workspace, 'experiments', 'profiles', 'smoke.json'), (profile) => {
      profile['experiments'] = ['interpolation-kernels', 'multiscale-bicubic'];
    });

  beforeEach(() => {
    workspace = copyWorkspace();
  });
  afterEach(() => rmSync(workspace, { recursive: true, force: true }));

  it('decides claims, meets the golden values and writes a run; then computes nothing', async () => {
    const call = [...few, '--ci', '--json', '--out', inRun('.')];
    const first = await reproduce(...call);
    expect(first.code, first.stderr).to.equal(0);
    const document = validated<{
      computed: number;
      run: { verdicts: { claim: string; tier: string; outcome: string }[] };
    }>('reproduce', JSON.parse(first.stdout), 'stdout');
    expect(document.computed).to.be.above(10);
    expect(
      document.run.verdicts.some(
        ({ claim, tier, outcome }) => claim === 'C21' && tier === 'embedded' && outcome !== 'untestable',
      ),
    ).to.equal(true);
    for (const name of ['run.json', 'rows.jsonl', 'provenance.json', 'report.md', 'report.html']) {
      expect(existsSync(inRun(name)), name).to.equal(true);
    }
    expect(unitConflicts(validated<Said>('run', JSON.parse(read('run.json')), 'run.json'))).to.deep.equal([]);
    const { keyFigures } = readDigest(workspaceAt(workspace, {}));
    expect(
      conflictsOf(read('report.html'), JSON.parse(read('run.json')) as RunDocument, keyFigures),
    ).to.deep.equal([]);
    const rows = read('rows.jsonl').trim().split('\n');
    const names = rows.map((line) => {
      const { value: _, ...name } = validated<RunRow>('row', JSON.parse(line), 'rows.jsonl');
      return JSON.stringify(name);
    });
    expect(new Set(names).size, 'an experiment scores an image once').to.equal(rows.length);

    const written = statSync(inRun('report.html')).mtimeMs;
    const second = await reproduce(...call);
    expect(second.code, second.stderr).to.equal(0);
    expect((JSON.parse(second.stdout) as Json)['computed']).to.equal(0);
    expect(statSync(inRun('report.html')).mtimeMs).to.equal(written);
  });

  it('ends with 2 when a value leaves its tolerance, and says which', async () => {
    edit(join(workspace, 'golden', 'smoke', 'interpolation-kernels.json'), (golden) => {
      const [expected, mean] = meanIn(golden);
      expected[mean]! += 0.001;
    });
    const { code, stdout } = await reproduce(...kernels);
    expect(code).to.equal(2);
    expect(stdout)
      .to.include('1 outside their tolerance')
      .and.to.match(/interpolation-kernels .*\/mean: expected/);
  });

  it('ends with 3 when a verdict changed for the worse', async () => {
    edit(join(workspace, 'golden', 'smoke', 'verdicts.json'), (golden) => {
      for (const verdict of golden['verdicts'] as Json[]) {
        if (verdict['claim'] === 'C01' && verdict['part'] === 'rises' && verdict['tier'] === 'embedded')
          verdict['outcome'] = 'reproduced';
      }
    });
    keepTwo();
    const { code, stdout } = await reproduce();
    expect(code).to.equal(3);
    expect(stdout).to.include('C01 (rises), embedded: reproduced -> untestable, for the worse');
  });

  it('ends with 2 in CI where golden values are missing', async () => {
    rmSync(join(workspace, 'golden', 'smoke', 'multiscale-bicubic.json'));
    expect((await reproduce('--ci', '--only', 'multiscale-bicubic')).code).to.equal(2);
  });

  const faults: readonly [string, () => void, RegExp][] = [
    [
      'an experiment that names a missing data set',
      () =>
        edit(join(workspace, 'experiments', 'interpolation-kernels.json'), (e) => {
          (e['cells'] as Json)['dataset'] = 'no-such-set';
        }),
      /experiments\/interpolation-kernels\.json \/cells: expected the data set among .*, got "no-such-set"; correct the role/,
    ],
    [
      'a declaration with an unknown key',
      () =>
        edit(join(workspace, 'experiments', 'interpolation-kernels.json'), (e) => {
          e['seeds'] = [1];
        }),
      /experiments\/interpolation-kernels\.json \/: expected keys among .*, got "seeds"; remove the key/,
    ],
    [
      'a data set that cannot be used',
      () =>
        edit(join(workspace, 'experiments', 'datasets', 'phantom-chest.json'), (d) => {
          d['subjects'] = 'all';
        }),
      /experiments\/datasets\/phantom-chest\.json \/subjects: expected an integer .*, got "all"; correct/,
    ],
    [
      'a golden file with an unknown key',
      () =>
        edit(join(workspace, 'golden', 'smoke', 'interpolation-kernels.json'), (g) => {
          g['comment'] = 'x';
        }),
      /golden\/smoke\/interpolation-kernels\.json \/: expected keys among .*, got "comment"; remove the key/,
    ],
    [
      'an unknown metric',
      () =>
        edit(join(workspace, 'experiments', 'interpolation-kernels.json'), (e) => {
          (e['scores'] as unknown[])[1] = 'pnsr';
        }),
      /experiments\/interpolation-kernels\.json \/scores\/1: .*got "pnsr"/,
    ],
    [
      'a statistic over a level that is not there',
      () =>
        edit(join(workspace, 'experiments', 'interpolation-kernels.json'), (e) => {
          const [{ statistics }] = e['statistics'] as [{ statistics: [Json] }];
          statistics[0]['x'] = 'psnr[{lr}-4x, cubic]';
        }),
      /kernels\.json \/statistics\/0\/statistics\/0\/x column 18: expected a level among .*, got "cubic"; correct it\n {2}psnr\[bicubic-4x, cubic\]\n {19}\^{5}$/,
    ],
  ];
  for (const [what, plant, message] of faults) {
    it(`names ${what} once, ends with 1, and loses nothing else`, async () => {
      plant();
      // Of two experiments: one is faulty, nothing of the other is lost.
      keepTwo();
      const { code, stderr, stdout } = await reproduce();
      expect(code).to.equal(1);
      const told = stderr.trim();
      expect(told).to.match(message);
      expect(stdout).to.not.include('no golden values');
      // Besides the text and the place in it, where the fault is in a text.
      expect(told.split('\n')).to.have.length(told.includes(' column ') ? 3 : 1);
      const run = JSON.parse(read('run.json')) as {
        verdicts: { claim: string; tier: string; outcome: string }[];
      };
      const verdict = run.verdicts.find(({ claim, tier }) => claim === 'C21' && tier === 'embedded');
      expect(verdict!.outcome).to.not.equal('untestable');
    });
  }

  it('counts apart what failed, and what needed it', async () => {
    edit(join(workspace, 'experiments', 'interpolation-kernels.json'), (e) => {
      const { degradation } = e['cells'] as { degradation: Json[] };
      degradation[0]!['factor'] = 3;
    });
    const { code, stdout, stderr } = await reproduce(...kernels, '--json');
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /degrade phantom-knee bicubic-4x: resize: expected a factor that divides .*, got 3/,
    );
    const { undone } = validated<{ undone: number }>('reproduce', JSON.parse(stdout), 'stdout');
    // Of 4 data sets: LR, 4 kernels' images and their scores; then the statistics. Panels are as they were.
    expect(undone).to.be.at.least(4 * (1 + 4 + 4) + 1);
    const again = JSON.parse((await reproduce(...kernels, '--json')).stdout) as Json;
    expect(again).to.include({ computed: 0, undone });
  });

  it('runs a new experiment that is nothing but a declaration', async () => {
    const source = join(workspace, 'experiments', 'multiscale-bicubic.json');
    const text = readFileSync(source, 'utf8')
      .replaceAll('multiscale-bicubic', 'box-scales')
      .replaceAll('"kernel": "bicubic"', '"kernel": "box"');
    writeFileSync(join(workspace, 'experiments', 'box-scales.json'), text);
    const { code, stderr } = await reproduce('--only', 'box-scales', '--out', join(workspace, 'out'));
    expect(code, stderr).to.equal(0);
    expect(readFileSync(join(workspace, 'out', 'report.md'), 'utf8')).to.include(
      'Bicubic interpolation at 2x',
    );
  });

  it('has a plan that says what is cached and what there is to compute, and runs nothing', async () => {
    const plan = ['plan', '--profile', 'smoke', '--workspace', workspace];
    const states = async (environment: NodeJS.ProcessEnv, ...only: string[]) => {
      const { code, stdout, stderr } = await runCli([...plan, ...only, '--json'], environment);
      expect(code, stderr).to.equal(0);
      const { stages } = validated<{ stages: { state: string }[] }>('plan', JSON.parse(stdout), 'stdout');
      return new Set(stages.map(({ state }) => state));
    };
    expect(await states({})).to.deep.equal(new Set(['to compute']));
    // What it read of files is remembered, and nothing else is left.
    expect(readdirSync(join(workspace, '.latent-sr', 'store'))).to.deep.equal(['hashes.json']);
    await reproduce(...kernels);
    expect(await states(shared, ...kernels)).to.deep.equal(new Set(['cached']));

    const { stdout } = await runCli([...plan, '--format', 'mermaid']);
    expect(stdout).to.match(/^flowchart LR\n/);
    expect(stdout).to.include('measure real-mr/bicubic-2x/bicubic').and.to.include(' --> ');
  });

  it('has golden values whose update asks for a reason, prints old and new, and satisfies the gate', async () => {
    const file = join(workspace, 'golden', 'smoke', 'interpolation-kernels.json');
    const selection = ['--profile', 'smoke', ...kernels, '--workspace', workspace];
    const update = (...args: string[]) => runCli(['golden', 'update', ...selection, ...args], shared);
    edit(file, (golden) => {
      const [expected, mean] = meanIn(golden);
      expected[mean] = 1;
    });
    const refused = await update();
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.include('--reason');

    const updated = await update('--reason', 'the old value was planted');
    expect(updated.code, updated.stderr).to.equal(0);
    expect(updated.stdout).to.match(/interpolation-kernels .*\/mean: 1 -> -?\d+\.\d+/);
    expect(readFileSync(file, 'utf8')).to.include('the old value was planted');
    expect((await reproduce('--ci', ...kernels)).code).to.equal(0);
  });

  it('can be compared with another run, and printed', async () => {
    await reproduce(...kernels);
    await reproduce(...kernels, '--seed', '7', '--out', join(workspace, 'other'));
    const runs = join(workspace, 'reports', 'runs');
    const folders = [join(runs, 'smoke-only-interpolation-kernels'), join(workspace, 'other')];
    const { code, stdout } = await runCli(['compare', ...folders, '--json']);
    expect(code).to.equal(0);
    const { verdicts, statistics } = validated<{ verdicts: unknown[]; statistics: { where: string }[] }>(
      'compare',
      JSON.parse(stdout),
      'stdout',
    );
    expect(verdicts).to.deep.equal([]);
    expect(statistics.every(({ where }) => /ci95|standardError|seed|band/.test(where))).to.equal(true);
    expect(statistics).to.not.deep.equal([]);
    expect((await runCli(['report', folders[0]!, '--format', 'markdown'])).stdout).to.match(
      /^# Reproduction of/,
    );
  });
});
