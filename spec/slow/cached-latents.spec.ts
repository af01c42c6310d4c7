import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { resolveDataset, resolveUse } from '../../harness/datasets/resolve-dataset.ts';
import { withoutGroups } from '../../harness/datasets/subject-groups.ts';
import { degrade } from '../../harness/degrade/catalogue.ts';
import type { Degradation } from '../../harness/degrade/degradation.ts';
import { readClaims, readExperiments, readProfile } from '../../harness/edges/files/declarations.ts';
import { decodePng, encodePng } from '../../harness/edges/files/images/png.ts';
import { writeTensor } from '../../harness/edges/files/tensor-file.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { datasetStage } from '../../harness/edges/stages/dataset.ts';
import { encodeStage } from '../../harness/edges/stages/encode.ts';
import { decodeStack, encodeStack, type StackItem } from '../../harness/pipeline/image-stack.ts';
import type { PlannedDataset, PlannedLatents } from '../../harness/pipeline/plan/context.ts';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import { runsInProfile } from '../../harness/pipeline/runs-in-profile.ts';
import {
  resolveAutoencoder,
  type ScaleAutoencoderRecipe,
} from '../../harness/training/autoencoder-recipe.ts';
import { copyWorkspace, runCli } from '../edges/cli/run-cli.ts';
import { everythingThere } from '../pipeline/everything-there.ts';
import { noContext } from '../pipeline/stage-context.ts';

const COUNT = 12;
const networks = { 'med-f4c3': 'medical', 'nat-f8c4': 'natural' };

describe('a run on cached latents, in the layout of the release', function () {
  this.timeout(120_000);
  let workspace: string;
  const at = (...names: string[]) => join(workspace, ...names);
  const json = (file: string) => JSON.parse(readFileSync(at('experiments', file), 'utf8'));
  const declare = (file: string, declaration: object) =>
    writeFileSync(at('experiments', file), JSON.stringify(declaration));
  const reproduce = async () => {
    rmSync(at('run'), { recursive: true, force: true });
    const out = ['--workspace', workspace, '--out', at('run')];
    const { code, stderr } = await runCli(['reproduce', '--profile', 'cached', ...out]);
    return {
      code,
      stderr,
      rows: code === 0 ? readFileSync(at('run', 'rows.jsonl'), 'utf8').split('\n') : [],
    };
  };

  before(async () => {
    workspace = copyWorkspace();
    const { datasets } = json('profiles/embedded.json');
    declare('profiles/cached.json', {
      id: 'cached',
      title: 'Cached',
      description: 'Latents that were encoded elsewhere.',
      extends: 'embedded',
      default: false,
      datasets: { ...Object.fromEntries(Object.keys(datasets).map((role) => [role, null])), brain: 'heads' },
      main: ['brain'],
      experiments: ['reference'],
    });
    const set = { kind: 'folder', root: './heads', split: 'valid', subject: '^(.+)_', partners: ['lr'] };
    const task = { task: { kind: 'own' }, training: 'phantom-brain-train' };
    declare('datasets/heads.json', { id: 'heads', title: 'Heads', ...set, ...task });
    declare('latents/heads.json', {
      id: 'heads',
      title: 'Heads',
      of: ['heads'],
      autoencoders: Object.keys(networks),
      root: './cache/{autoencoder}/valid_latent',
      subject: '^(.+)_',
    });
    await writeImagesAndLatents();
  });
  after(() => rmSync(workspace, { recursive: true, force: true }));

  async function writeImagesAndLatents() {
    const phantoms = withoutGroups(json('datasets/phantom-brain.json'));
    const params = { declaration: resolveDataset(phantoms, 'd'), files: [], limit: COUNT };
    const drawn = decodeStack(await datasetStage.run(params, {}, '', noContext));
    const { task } = resolveUse(phantoms, 'd');
    const parts: Record<'hr' | 'lr', StackItem[]> = { hr: [], lr: [] };
    for (const part of ['hr', 'lr'] as const) mkdirSync(at('heads', 'valid', part), { recursive: true });
    drawn.forEach(({ image }, i) => {
      // Files of the cache are in another order than names, and two are of one subject.
      const id = `s${(7 * (i >> 1)) % 10}_z${i % 2}`;
      for (const [part, made] of [
        ['hr', image],
        ['lr', degrade(image, task as Degradation)],
      ] as const) {
        const png = encodePng(made, { bits: 8, rounding: 'round' });
        writeFileSync(at('heads', 'valid', part, `${id}.png`), png);
        parts[part].push({ id, subject: '', image: decodePng(png, id) });
      }
    });
    for (const [id, name] of Object.entries(networks)) {
      const { architecture } = resolveAutoencoder(
        json(`autoencoders/${id}.json`),
        id,
      ) as ScaleAutoencoderRecipe;
      const file = `autoencoder-${name}-seed-0/weights.safetensors`;
      const autoencoder = { 'weights.safetensors': readFileSync(at('golden', 'networks', file)) };
      const folder = at('cache', id, 'valid_latent');
      mkdirSync(folder, { recursive: true });
      for (const [part, items] of Object.entries(parts)) {
        const inputs = { images: encodeStack(items), autoencoder };
        const made = await encodeStage.run(
          { autoencoder: { kind: 'scale', architecture } },
          inputs,
          '',
          noContext,
        );
        for (const [i, { image }] of decodeStack(made, 'latents').entries()) {
          const { channels, height, width, data } = image;
          const shape = [channels, height, width];
          await writeTensor(join(folder, `${part}_${i}.npy`), { shape, data: Float32Array.from(data) });
        }
      }
      writeFileSync(join(folder, 'filenames.txt'), parts.hr.map((item) => `${item.id}\n`).join(''));
    }
  }

  it('gives the rows of the images byte for byte, and those that need no image where there are none', async () => {
    renameSync(at('cache'), at('away'));
    const encoded = await reproduce();
    renameSync(at('away'), at('cache'));
    const cached = await reproduce();
    expect(cached.stderr).to.equal('');
    expect(cached.rows.length).to.equal(4 * 2 * COUNT + 1);
    expect(cached.rows).to.deep.equal(encoded.rows);
    renameSync(at('heads'), at('away'));
    const alone = await reproduce();
    renameSync(at('away'), at('heads'));
    expect(alone.rows).to.deep.equal(cached.rows.filter((row) => !row.includes('-true"')));
    expect(alone.rows.length).to.equal(2 * 2 * COUNT + 1);
    const report = readFileSync(at('run', 'report.md'), 'utf8');
    expect(report).to.include('needs the HR images of heads, of which only latents are there');
    expect(report).to.include(`| heads, latents of med-f4c3 | <code>\\* (${2 * COUNT + 1} files)</code>`);
    const { data } = JSON.parse(readFileSync(at('run', 'provenance.json'), 'utf8')) as {
      data: readonly { dataset: string; path: string }[];
    };
    expect(data.map(({ dataset, path }) => `${dataset}: ${path}`)).to.include(
      'heads, latents of med-f4c3: hr_11.npy',
    );
  });

  it('stops at names that are those of other images, before anything is drawn', async () => {
    const list = at('cache', 'med-f4c3', 'valid_latent', 'filenames.txt');
    const names = readFileSync(list, 'utf8');
    // As if the files were in the order of texts: hr_0, hr_1, hr_10, hr_11, hr_2, ...
    const lines = names.trim().split('\n');
    const order = [...lines.keys()].sort((a, b) => (`hr_${a}` < `hr_${b}` ? -1 : 1));
    writeFileSync(list, order.map((i) => `${lines[i]}\n`).join(''));
    const { code, stderr } = await reproduce();
    writeFileSync(list, names);
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /latents\/heads\.json, image s\d_z\d: expected what its autoencoder encodes of the image/,
    );
  });
});

describe('the paper from its cached latents alone', () => {
  it('decides the four statements on the similarity of latents', async () => {
    const workspace = workspaceAt(undefined, {});
    const profile = readProfile(workspace, 'paper-released');
    const there = await everythingThere(workspace, profile);
    const latents: PlannedLatents = {
      declaration: { id: 'l' },
      files: { hr: [], lr: [] },
      location: '/',
      samples: 24,
      side: { hr: 64, lr: 16 },
    };
    const dataset = (id: string): PlannedDataset => {
      const { use } = there.dataset(id);
      return { id, missing: 'needs the images', ...(use && { use }) };
    };
    const context = { ...there, dataset, latents: () => latents };
    const decided = new Map(
      readExperiments(workspace)
        .items.filter((experiment) => runsInProfile(profile, experiment))
        .map((experiment) => {
          const { computed, absent } = planExperiment(experiment, context);
          const lacking = absent.map(({ statistic }) => statistic);
          return [
            experiment.id,
            computed.map(({ statistic }) => statistic).filter((id) => !lacking.includes(id)),
          ];
        }),
    );
    const parts = readClaims(workspace).items.flatMap(({ id, parts }) =>
      parts
        .filter(({ checks }) =>
          checks.some(
            ({ tiers, experiment, criteria }) =>
              tiers.includes('paper') &&
              criteria.every(({ statistic }) => decided.get(experiment)?.includes(statistic.split('/')[0]!)),
          ),
        )
        .map((part) => `${id} ${part.id}`),
    );
    expect(parts).to.deep.equal(['C22 monotone', 'C22 chest', 'C23 respaced', 'C23 truncated']);
    expect(decided.get('reference')).to.include.members(['psnr-gap-self', 'ssim-gap-self']);
  });
});
