import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import type { StudyPlan } from '../../harness/study/plan.ts';
import type { RunDocument } from '../../harness/study/run-document.ts';
import { runCli, startCli } from '../edges/cli/run-cli.ts';
import { writeDownloads, writeWeights } from './paper-stand-ins.ts';

const brats = {
  files: '^(?<case>(?<subject>BraTS-GLI-\\d{5})-\\d{3})/\\k<case>-t2w\\.nii\\.gz$',
  name: 'brats_{case}_z{slice}',
  axis: 2,
  slices: { count: 1 },
  masks: { from: '-t2w.nii', to: '-seg.nii' },
  scaling: 'slice-min-max',
  steps: { bits: 8, rounding: 'truncate' },
  crop: 'center-square',
  size: { height: 256, width: 256, kernel: 'lanczos', mode: 'uint8' },
};
const declarations: Readonly<Record<string, object>> = {
  'datasets/mrnet': {
    kind: 'folder',
    root: 'datasets/mrnet',
    split: 'valid',
    subject: '^(.+)$',
    partners: ['lr'],
    task: { kind: 'own' },
    source: { published: 'mrnet', procedure: 'released', root: 'datasets/MRNet-v1.0' },
    whole: { images: 120, subjects: 120 },
  },
  'datasets/brats': {
    kind: 'raw',
    root: 'datasets/BraTS2023-GLI',
    ...brats,
    task: 'released-4x',
    whole: { images: 700, subjects: 35 },
  },
  'datasets/cxr': {
    kind: 'folder',
    root: 'datasets/cxr',
    split: 'valid',
    subject: '^(p\\d+)_',
    task: 'released-4x',
    source: { published: 'mimic-cxr', procedure: 'released', root: 'datasets/mimic-cxr-jpg' },
    whole: { images: 1000, subjects: 1000 },
  },
  'autoencoders/sdvae': { kind: 'published', asset: 'sdvae' },
  'denoisers/x0': {
    kind: 'published',
    asset: 'unet-{autoencoder}-{dataset}',
    objective: { target: 'x0' },
    schedule: { kind: 'cosine', steps: 1000 },
  },
  'profiles/few': {
    description: 'Few cases and few steps.',
    default: true,
    tier: 'paper',
    datasets: { knee: 'mrnet', brain: 'brats', chest: 'cxr' },
    main: ['knee', 'brain', 'chest'],
    autoencoders: { natural: 'sdvae' },
    denoisers: { x0: 'x0' },
    samplers: { main: { kind: 'truncated', steps: 2, startScale: 0.5 } },
    seed: 42,
  },
  swap: {
    question: 'Does the whole chain run at full size?',
    cells: [
      { dataset: 'brain', autoencoder: 'natural', denoiser: 'x0', sampler: 'main' },
      { method: { id: 'bicubic', kind: 'interpolation', kernel: 'bicubic', mode: 'float' } },
    ],
    scores: 'psnr',
    statistics: [
      { id: 'gain', title: 'SR less bicubic', where: { dataset: 'brain' }, x: 'psnr[sr] - psnr[bicubic]' },
      { id: 'bicubic', title: 'Bicubic', x: 'psnr[bicubic]' },
    ],
    figures: [{ id: 'f', kind: 'bars', title: 'Bicubic', statistics: 'bicubic' }],
  },
  'claims/C': {
    statement: 'SR is better than bicubic.',
    place: 'here',
    printed: '',
    experiment: 'swap',
    parts: [
      {
        id: 'gain',
        reason: 'Any gain agrees.',
        on: 'brain',
        criteria: [{ label: 'gain', statistic: 'gain', above: 0 }],
        counterexample: {
          because: 'it loses.',
          all: { score: 'psnr', in: 'brain/task', sd: 0.1 },
          cells: [{ means: { bicubic: 30, 'sr/natural/x0/main': 29 } }],
        },
      },
    ],
  },
};

describe('the paper in full, on stand-ins of the true layouts, sizes and formats', function () {
  this.timeout(600_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-full-'));
    for (const [name, own] of Object.entries(declarations)) {
      const file = join(folder, 'experiments', `${name}.json`);
      mkdirSync(join(file, '..'), { recursive: true });
      const id = name.split('/').at(-1)!;
      const titled = name.startsWith('claims/') ? {} : { title: id };
      writeFileSync(file, JSON.stringify({ id, ...titled, ...own }));
    }
    mkdirSync(join(folder, 'golden'));
    writeDownloads(join(folder, 'assets/datasets'));
    writeWeights(join(folder, 'assets'));
  });
  after(() => rmSync(folder, { recursive: true }));
  const environment = (store: string) => ({
    LATENT_SR_ASSETS: join(folder, 'assets'),
    LATENT_SR_STORE: join(folder, store),
  });
  const run = (store: string, ...args: string[]) => runCli(args, environment(store), folder);
  const rows = (out: string) => readFileSync(join(folder, out, 'rows.jsonl'), 'utf8');

  it('goes from downloads to verdicts, is killed in the middle, goes on, and gives the bytes of a run that was not', async () => {
    const prepared = await run(
      'one',
      'prepare',
      'mrnet',
      join(folder, 'assets/datasets/MRNet-v1.0'),
      '--json',
    );
    expect(JSON.parse(prepared.stdout)).to.deep.include({ images: 2, subjects: 2, parts: ['hr', 'lr'] });

    const planned = await run('one', 'plan', '--json');
    const { cost, missing } = JSON.parse(planned.stdout) as StudyPlan;
    expect(missing).to.deep.equal([]);
    // Two images, two steps; a UNet of 100 M weights and an autoencoder of 84 M.
    expect(cost.calls).to.equal(4);
    expect(cost.flop).to.be.within(1e12, 2e13);
    expect(cost.claims.map(({ claim, decidable }) => [claim, decidable])).to.deep.equal([['C', ['gain']]]);

    const { child, ended } = startCli(
      ['reproduce', '--jobs', '1', '--out', 'killed'],
      environment('one'),
      folder,
    );
    const encoded = () =>
      keysIn(join(folder, 'one')).some((key) => /encode/.test(manifestOf(join(folder, 'one'), key)));
    while (!encoded() && child.exitCode === null) await setTimeout(50);
    child.kill('SIGKILL');
    expect((await ended).signal).to.equal('SIGKILL');
    const kept = keysIn(join(folder, 'one'));

    const resumed = await run('one', 'reproduce', '--jobs', '1', '--out', 'killed', '--json');
    const document = JSON.parse(resumed.stdout) as { run: RunDocument; computed: number; cached: number };
    expect(document.cached).to.be.at.least(kept.length);
    const verdict = document.run.verdicts.find(({ tier }) => tier === 'paper')!;
    expect(verdict.outcome).to.equal('inconclusive');
    expect(verdict.provisional).to.equal('rests on 2 of 700 images of brats');

    await run('two', 'reproduce', '--jobs', '2', '--out', 'whole');
    expect(rows('killed')).to.equal(rows('whole'));
    expect(rows('whole').match(/"cell":"chest\/[^"]*","sample":"p1\d{7}_/g)?.length).to.equal(2);
    const compared = await run('two', 'compare', 'killed', 'whole', '--json');
    const { totals } = JSON.parse(compared.stdout) as { totals: Readonly<Record<string, number>> };
    expect([totals['changedVerdicts'], totals['changedNumbers'], totals['changedScores']]).to.deep.equal([
      0, 0, 0,
    ]);
  });
});

function keysIn(store: string): readonly string[] {
  try {
    return readdirSync(store, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /^..\/[0-9a-f]{64}\/manifest\.json$/.test(name),
    );
  } catch {
    return [];
  }
}

function manifestOf(store: string, name: string): string {
  return readFileSync(join(store, name), 'utf8');
}
