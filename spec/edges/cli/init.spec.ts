import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { phantomSamples } from '../../../harness/datasets/phantoms/phantom-samples.ts';
import { writeImage } from '../../../harness/edges/files/images/write-image.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { runCli } from './run-cli.ts';

interface Made {
  readonly kind: string;
  readonly files: readonly string[];
}

describe('latent-sr init', function () {
  this.timeout(120_000);
  let home: string;
  const call = (args: readonly string[], folder = home) => runCli(args, {}, folder);
  const file = (...path: string[]) => join(home, ...path);

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'latent-sr-init-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  async function images(folder: string, count: number) {
    mkdirSync(file(folder));
    const set = { id: 'x', kind: 'phantom', anatomy: 'dead-leaves', size: 32, slicesPerSubject: 1 } as const;
    const samples = phantomSamples({ ...set, subjects: count, seed: 3, split: 'valid' });
    for (const { id, image } of samples) await writeImage(image, file(folder, `${id}.png`), 8);
  }

  const wide = `image,psnr_ours,psnr_theirs,ssim_ours\n${[1, 2, 3, 4, 5, 6, 7].map((i) => `i${i},${30 + i / 10},${29 + (i % 3) / 10},0.9`).join('\n')}\n`;

  // Starting workers costs more than these few stages.
  const jobs = ['--jobs', '1'];

  /** The schema that a file names: there at once, and in the same words on every machine. */
  function schemaOf(folder: string, name: string, { $schema }: { readonly $schema: string }): string {
    expect($schema, name).to.match(/^(\.\.\/)+node_modules\/latent-sr-harness\/harness\/schemas\//);
    const schema = join(folder, name, '..', $schema);
    expect(schema, name).to.contain(join(folder, 'node_modules'));
    expect(() => readFileSync(schema), name).to.not.throw();
    return schema;
  }

  /** From golden values to a gate that passes. */
  async function livesThrough(made: Made, kind: string, verdict: RegExp) {
    expect(made.kind).to.equal(kind);
    const folder = file('paper');
    for (const name of made.files.filter((path) => path.endsWith('.json'))) {
      const document = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { $schema: string };
      const schema = schemaOf(folder, name, document);
      validated(schema.replace(/^.*\/|\.schema\.json$/g, ''), document, name);
    }
    expect(readFileSync(join(folder, 'README.md'), 'utf8').trimEnd().split('\n').length).to.be.at.most(10);
    expect((await call(['golden', 'update', '--reason', 'first values', ...jobs], folder)).code).to.equal(0);
    const [golden] = readdirSync(join(folder, 'golden', 'main')).filter((name) => name !== 'verdicts.json');
    const expected = join('golden', 'main', golden!);
    schemaOf(folder, expected, JSON.parse(readFileSync(join(folder, expected), 'utf8')));
    // The gate, from outside: nothing is left to compute.
    const gate = await call(['reproduce', '--ci', '--workspace', 'paper', ...jobs]);
    expect(gate.code, gate.stdout).to.equal(0);
    expect(gate.stdout)
      .to.match(verdict)
      .and.to.match(/\n0 of \d+ stages computed/);
    expect(gate.stdout).to.match(
      /golden: [1-9]\d* values compared, 0 outside their tolerance; 0 verdicts changed/,
    );
  }

  const init = async (...args: string[]): Promise<Made> => {
    const { code, stdout, stderr } = await call(['init', 'paper', ...args, '--json']);
    expect(code, stderr).to.equal(0);
    return validated<Made>('init', JSON.parse(stdout), 'stdout');
  };

  it('makes an example that runs at once, anywhere', async () => {
    const made = await init('--title', 'My "own" paper');
    const first = await call(['reproduce', ...jobs], file('paper'));
    expect(first.code, first.stderr).to.equal(0);
    expect(first.stdout).to.match(/K1, embedded: reproduced/);
    await livesThrough(made, 'example', /K1, embedded: reproduced/);
    const report = readFileSync(file('paper', 'reports', 'runs', 'main', 'report.md'), 'utf8');
    expect(report).to.match(/^# Reproduction of "My "own" paper"/);
    const bin = join('node_modules', '.bin', 'latent-sr');
    if (process.platform !== 'win32')
      expect(execFileSync(bin, ['check'], { cwd: file('paper'), encoding: 'utf8' })).to.contain(', 0 faults');
    const ci = readFileSync(file('paper', '.github', 'workflows', 'reproduce.yml'), 'utf8');
    expect(ci).to.match(/npm install --no-save "\$\{\{ vars\.LATENT_SR \|\| 'latent-sr-harness@\d/);
    expect(ci).to.contain('npx latent-sr reproduce --ci');
  });

  it('begins with images, which it copies', async () => {
    await images('photos', 8);
    await livesThrough(
      await init('--images', 'photos'),
      'images',
      /K1, paper: (reproduced|not reproduced|inconclusive)/,
    );
    expect(readdirSync(file('paper', 'images', 'all', 'hr'))).to.have.length(8);
  });

  it('begins with a table of scores, whose methods are columns or rows', async () => {
    writeFileSync(file('wide.csv'), wide);
    await livesThrough(await init('--from', 'wide.csv'), 'scores', /K1, imported: reproduced/);
    expect(readFileSync(file('paper', 'experiments', 'claims', 'K1.json'), 'utf8')).to.contain(
      'ours has a higher psnr than theirs.',
    );
    rmSync(file('paper'), { recursive: true });
    const rows = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((id, i) => [
      `${id};ours;0.${30 + i}`,
      `${id};theirs;0.${20 + i}`,
    ]);
    writeFileSync(file('long.csv'), `id;method;lpips\n${rows.join('\n')}\n`);
    await init('--from', 'long.csv');
    const long = await call(['reproduce', '--workspace', 'paper', ...jobs]);
    expect(long.stdout).to.match(/K1, imported: not reproduced/);
    expect(readFileSync(file('paper', 'experiments', 'claims', 'K1.json'), 'utf8')).to.contain(
      'ours has a lower lpips than theirs.',
    );
  });

  it('takes every method and score of a table, and its column of subjects, and says what it left', async () => {
    const rows = Array.from({ length: 8 }, (_, patient) =>
      [0, 1].map((slice) => {
        const base = 30 + Math.sin(patient) + slice / 7;
        return [`i${patient}-${slice}`, patient + 100, base, base - 1, base + 1, 0.9, 0.8, 0.7, slice].join();
      }),
    ).flat();
    const header = 'image,patient,psnr_a,psnr_b,psnr_c,ssim_a,ssim_b,ssim_c,mae_a';
    writeFileSync(file('three.csv'), `${header}\n${rows.join('\n')}\n`);
    const { code, stdout, stderr } = await call(['init', 'paper', '--from', 'three.csv']);
    expect(code, stderr).to.equal(0);
    expect(stdout).to.contain('methods: a, b, c; scores: psnr, ssim\nsubjects: column patient\n');
    expect(stdout).to.contain('left out, not there for every method: mae_a');
    const run = await call(['reproduce', '--json', '--workspace', 'paper', ...jobs]);
    expect(run.code, run.stderr).to.equal(0);
    const report = readFileSync(file('paper', 'reports', 'runs', 'main', 'report.md'), 'utf8');
    expect(report).to.contain('16 images of 8 subjects');
    for (const text of [
      'K1** a has a higher psnr than each other method',
      'psnr, a less each other (psnr-over-c) | table |',
    ]) {
      expect(report).to.contain(text);
    }
    for (const text of ['psnr, a less b', 'psnr, a less c', 'ssim, a less b', 'ssim, a less c']) {
      expect(report).to.contain(text);
    }
  });

  it('writes nothing over what is there, and nothing at all then', async () => {
    mkdirSync(file('paper'));
    writeFileSync(file('paper', 'notes.txt'), 'mine');
    await init();
    const before = readdirSync(file('paper'), { recursive: true });
    rmSync(file('paper', '.gitignore'));
    const { code, stderr } = await call(['init', 'paper']);
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /paper: expected a folder without the files that a workspace begins with, got .*README\.md.*; name another folder/,
    );
    expect(readdirSync(file('paper'), { recursive: true })).to.have.length(before.length - 1);
  });

  it('tells in one line what it cannot begin with', async () => {
    await images('one', 1);
    writeFileSync(file('one.csv'), 'id,psnr\na,1\nb,2\n');
    writeFileSync(file('twice.csv'), 'id,psnr\na,1\na,2\n');
    writeFileSync(file('nameless.csv'), 'psnr_a,psnr_b\n1,2\n2,3\n');
    mkdirSync(file('odd'));
    for (const name of ['a', 'b'])
      await writeImage(createImage(1, 6, 8, new Float64Array(48).fill(0.5)), file('odd', `${name}.png`), 8);
    for (const [args, message] of [
      [['--images', 'one'], /^latent-sr: one: expected at least two PNG images, got 1; /],
      [
        ['--images', 'odd'],
        /^latent-sr: odd: expected images whose height and width are multiples of 4, got .*; crop them\n$/,
      ],
      [['--images', 'nowhere'], /^latent-sr: nowhere: expected a folder, got nothing there; /],
      [['--from', 'nowhere.csv'], /^latent-sr: nowhere\.csv: expected a file, got nothing there; /],
      [['--from', 'one.csv'], /^latent-sr: one\.csv: expected two columns of scores, got columns id, psnr; /],
      [
        ['--from', 'twice.csv'],
        /^latent-sr: twice\.csv: expected every image once in column id, or a column that tells apart/,
      ],
      [
        ['--from', 'nameless.csv'],
        /^latent-sr: nameless\.csv: expected a column of image names, such as id, image, sample/,
      ],
      [
        ['--from', 'one.csv', '--images', 'one'],
        /expected one of --from and --images, got both; make a workspace for each\n$/,
      ],
    ] as const) {
      const { code, stdout, stderr } = await call(['init', 'paper', ...args]);
      expect([code, stdout], `${args}`).to.deep.equal([1, '']);
      expect(stderr)
        .to.match(message)
        .and.to.match(/^latent-sr: .*\n$/);
    }
  });
});
