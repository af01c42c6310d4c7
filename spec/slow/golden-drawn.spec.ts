import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readGolden, type WrittenGolden } from '../../harness/claims/read-golden.ts';
import { validated } from '../../harness/edges/files/schemas.ts';
import type { Provenance } from '../../harness/edges/files/weights/shipped.ts';
import { copyWorkspace, runCli } from '../edges/cli/run-cli.ts';

type Json = Record<string, unknown>;

describe('golden values and networks of an experiment that trains', function () {
  this.timeout(600_000);
  const workspace = copyWorkspace();
  after(() => rmSync(workspace, { recursive: true, force: true }));
  const edit = (file: string, change: (document: Json) => void) => {
    const path = join(workspace, 'experiments', file);
    const document = JSON.parse(readFileSync(path, 'utf8')) as Json;
    change(document);
    writeFileSync(path, JSON.stringify(document));
  };
  const run = async (...args: string[]) => {
    const ended = await runCli([...args, '--profile', 'smoke', '--only', 'tiny', '--workspace', workspace]);
    return { ...ended, document: ended.stdout.startsWith('{') ? (JSON.parse(ended.stdout) as Json) : {} };
  };
  const goldenPath = join(workspace, 'golden', 'smoke', 'tiny.json');
  const golden = () =>
    readGolden(
      validated<WrittenGolden>('golden', JSON.parse(readFileSync(goldenPath, 'utf8')), 'tiny'),
      'tiny',
    );
  const plannedKinds = async (...args: string[]) => {
    const { document } = await run('plan', '--json', ...args);
    return new Set((document['stages'] as { kind: string }[]).map(({ kind }) => kind));
  };

  before(() => {
    rmSync(join(workspace, 'golden', 'networks'), { recursive: true, force: true });
    const bicubic = { id: 'bicubic', kind: 'interpolation', kernel: 'bicubic', mode: 'float' };
    const experiment = {
      id: 'tiny',
      title: 'Tiny',
      question: 'Is what is drawn met again?',
      cells: [
        { dataset: 'knee', autoencoder: 'medical', denoiser: 'x0', sampler: 'main' },
        { dataset: 'knee', method: bicubic },
      ],
      scores: 'psnr',
      statistics: { id: 'drawn', title: 'PSNR', options: {}, x: 'psnr[sr]' },
    };
    writeFileSync(join(workspace, 'experiments', 'tiny.json'), JSON.stringify(experiment));
    edit('profiles/smoke.json', (profile) => {
      profile['experiments'] = ['tiny'];
      profile['samplesPerDataset'] = 3;
      profile['training'] = { steps: 2, subjects: 2 };
    });
  });

  it('are taken of three seeds, each with its raw runs, and met by the very run and by that of another seed', async () => {
    const updated = await run('golden', 'update', '--reason', 'first');
    expect(updated.code, updated.stderr).to.equal(0);
    const { seeds, values } = golden();
    expect(seeds).to.deep.equal([42, 43, 44]);
    const [statistic] = values;
    expect(statistic!.another!.kind).to.equal('prediction-interval');
    expect(statistic!.retrained!.kind).to.equal('prediction-interval');
    const runs = statistic!.expected['/mean'] as readonly number[];
    expect(new Set(runs).size).to.equal(3);
    for (const i of [0, 2]) {
      const own = seeds[i]!;
      const { code, document, stderr } = await run('reproduce', '--json', '--seed', `${own}`);
      expect(code, stderr).to.equal(0);
      const { experiments } = document['run'] as {
        experiments: { id: string; statistics: { id: string; result: Json }[] }[];
      };
      const found = experiments.find(({ id }) => id === 'tiny')!.statistics[0]!.result['mean'];
      expect(found).to.equal(runs[i]);
    }
    expect(
      ((await run('golden', 'update', '--reason', 'again', '--json')).document['changes'] as unknown[])
        .length,
    ).to.equal(0);
  });

  it('are left by a value that moved: the gate ends with 2 and says which', async () => {
    const kept = readFileSync(goldenPath, 'utf8');
    const moved = JSON.parse(kept) as { values: { expected: Record<string, number[]> }[] };
    const { expected } = moved.values[0]!;
    const [mean] = Object.keys(expected).filter((key) => key.endsWith('dataset=knee /mean'));
    expected[mean!] = expected[mean!]!.map((value) => value + 20);
    writeFileSync(goldenPath, JSON.stringify(moved));
    const { code, stdout } = await run('reproduce');
    writeFileSync(goldenPath, kept);
    expect(code).to.equal(2);
    expect(stdout).to.match(/tiny drawn knee\/mean: expected/);
  });

  it('ship with a provenance that its schema accepts, and are then taken instead of trained', async () => {
    expect(await plannedKinds())
      .to.include('train-denoiser')
      .and.to.include('train-autoencoder');
    const shipped = await run('golden', 'networks', '--json');
    expect(shipped.code, shipped.stderr).to.equal(0);
    expect(shipped.document['absent']).to.deep.equal([]);
    const folder = join(workspace, 'golden', 'networks');
    const names = readdirSync(folder).sort();
    expect(names).to.deep.equal([
      'autoencoder-medical-seed-0',
      'denoiser-x0-of-phantom-knee-medical-seeds-0-0',
    ]);
    for (const name of names) {
      const text = readFileSync(join(folder, name, 'provenance.json'), 'utf8');
      const { files, seconds, params } = validated<Provenance>('shipped-network', JSON.parse(text), name);
      expect(Object.keys(files).sort()).to.deep.equal(['curve.json', 'weights.safetensors']);
      expect(seconds).to.be.at.least(0);
      expect((params['recipe'] as { training: { steps: number } }).training.steps).to.equal(2);
      for (const file of Object.keys(files))
        expect(existsSync(join(folder, name, file)), file).to.equal(true);
    }
    const kinds = await plannedKinds();
    expect([...kinds].filter((kind) => kind.startsWith('train-'))).to.deep.equal([]);
    expect(kinds).to.include('shipped');
  });

  it('are trained anew from scratch, and where a constant of the schedule or the seed of the data changes', async () => {
    const trains = async (...args: string[]) =>
      [...(await plannedKinds(...args))].filter((kind) => kind.startsWith('train-')).sort();
    expect(await trains()).to.deep.equal([]);
    expect(await trains('--from-scratch')).to.deep.equal(['train-autoencoder', 'train-denoiser']);
    edit('denoisers/x0.json', (recipe) => {
      (recipe['schedule'] as Json)['offset'] = 0.009;
    });
    expect(await trains()).to.deep.equal(['train-denoiser']);
    edit('datasets/phantom-knee-train.json', (dataset) => {
      dataset['seed'] = 2;
    });
    expect(await trains()).to.deep.equal(['train-autoencoder', 'train-denoiser']);
  });
});
