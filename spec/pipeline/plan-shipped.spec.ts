import { expect } from 'chai';
import type { ShippedNetwork } from '../../harness/pipeline/plan/context.ts';
import { tinyAutoencoder, tinyDenoiser } from '../training/tiny-trainings.ts';
import { kindsOf, levels, only, phantom, planOf, srBlock, stagesOf, type World, world } from './planned.ts';

const { task } = levels;
const seeds = (autoencoder: number, denoiser: number) => ({
  ...srBlock,
  seed: [{ id: 's', autoencoder, denoiser }],
});

describe('shipped networks', () => {
  const files = (hash: string): ShippedNetwork => ({
    folder: `/golden/${hash}`,
    files: { w: hash.repeat(64) },
  });
  const declarationOf = (kind: string, changes: Partial<World> = {}) =>
    only(planOf({}, changes), kind).declaration;
  const shipping = (kind: string, hash: string): Partial<World> => {
    const wanted = declarationOf(kind);
    return { shipped: (declaration) => (declaration === wanted ? files(hash) : undefined) };
  };

  it('stand in for their training, and leave out what only the training needs', () => {
    const plan = planOf({}, shipping('train-denoiser', 'a'));
    expect(kindsOf(plan)).to.include('shipped').and.to.not.include('train-denoiser');
    expect(only(plan, 'shipped').location).to.equal('/golden/a');
    const all = planOf({}, { shipped: () => files('a') });
    expect(kindsOf(all).filter((kind) => kind.startsWith('train'))).to.deep.equal([]);
    expect(stagesOf(all).map(({ label }) => label)).to.not.include('read knees-train');
  });

  it('stand in for the weights that they have: what takes unaveraged ones is trained where only averages ship', () => {
    const cells = [{ ...srBlock, method: [levels.sr, { ...levels.sr, id: 'sr-raw', weights: 'raw' }] }];
    const wanted = declarationOf('train-denoiser');
    const denoisersOf = (file: string) =>
      stagesOf(
        planOf(
          { cells },
          {
            shipped: (declaration) =>
              declaration === wanted ? { folder: '/golden/a', files: { [file]: 'a'.repeat(64) } } : undefined,
          },
        ),
      ).flatMap(({ kind, params, inputs }) =>
        kind === 'sample' ? `${params['weights']}: ${inputs['denoiser']!.kind}` : [],
      );
    expect(denoisersOf('raw.safetensors')).to.deep.equal(['ema: shipped', 'raw: shipped']);
    expect(denoisersOf('weights.safetensors')).to.deep.equal(['ema: shipped', 'raw: train-denoiser']);
  });

  it('change the keys downstream by their content, and not by their folder', () => {
    const moved = shipping('train-autoencoder', 'a').shipped!;
    const elsewhere = (declaration: string) => {
      const found = moved(declaration);
      return found && { ...found, folder: '/elsewhere' };
    };
    const [trained, a, b, same] = [
      planOf({}),
      planOf({}, shipping('train-autoencoder', 'a')),
      planOf({}, shipping('train-autoencoder', 'b')),
      planOf({}, { shipped: elsewhere }),
    ].map((plan) => only(plan, 'sample'));
    expect(new Set([trained!.key, a!.key, b!.key]).size).to.equal(3);
    expect(same!.key).to.equal(a!.key);
  });

  it('leave every declaration downstream as it was, so that what was trained on them is found', () => {
    const [trained, shipped] = [planOf({}), planOf({}, shipping('train-autoencoder', 'a'))];
    expect(only(shipped, 'train-denoiser').declaration).to.equal(only(trained, 'train-denoiser').declaration);
    expect(only(shipped, 'sample').declaration).to.equal(only(trained, 'sample').declaration);
  });

  const own = { ...tinyAutoencoder, data: ['knees-train', 'brains-train'] };
  const optimiser = { ...tinyDenoiser.optimiser, clipNorm: 2 };
  const changes: readonly [string, Partial<World>, readonly ('train-autoencoder' | 'train-denoiser')[]][] = [
    [
      'a constant of the schedule',
      { denoisers: { x0: { ...tinyDenoiser, schedule: { kind: 'cosine', steps: 20, offset: 0.01 } } } },
      ['train-denoiser'],
    ],
    [
      "the schedule's order",
      {
        denoisers: { x0: { ...tinyDenoiser, schedule: { kind: 'cosine', steps: 20, order: 'clean-first' } } },
      },
      ['train-denoiser'],
    ],
    ["the denoiser's steps", { denoisers: { x0: { ...tinyDenoiser, steps: 6 } } }, ['train-denoiser']],
    ["the denoiser's optimiser", { denoisers: { x0: { ...tinyDenoiser, optimiser } } }, ['train-denoiser']],
    [
      "the denoiser's condition",
      { denoisers: { x0: { ...tinyDenoiser, condition: { mode: 'upsampled' } } } },
      ['train-denoiser'],
    ],
    [
      "the average's decay",
      { denoisers: { x0: { ...tinyDenoiser, ema: { decay: 0.8 } } } },
      ['train-denoiser'],
    ],
    [
      "the autoencoder's steps",
      { autoencoders: { own: { ...own, steps: 6 } } },
      ['train-autoencoder', 'train-denoiser'],
    ],
    [
      "the latents' noise",
      { autoencoders: { own: { ...own, latentNoise: 0.06 } } },
      ['train-autoencoder', 'train-denoiser'],
    ],
    [
      "the order of the autoencoder's data",
      { autoencoders: { own: { ...own, data: ['brains-train', 'knees-train'] } } },
      ['train-autoencoder', 'train-denoiser'],
    ],
    [
      "the training set's seed",
      {
        datasets: {
          ...world.datasets,
          'knees-train': phantom('knees-train', { params: { declaration: { id: 'knees-train', seed: 2 } } }),
        },
      },
      ['train-autoencoder', 'train-denoiser'],
    ],
    [
      "the training set's task",
      {
        datasets: {
          ...world.datasets,
          'knees-train': phantom('knees-train', { use: { task: { kind: 'box-mean', factor: 2 } } as never }),
        },
      },
      ['train-denoiser'],
    ],
  ];
  for (const [what, change, affected] of changes) {
    it(`fit no more where ${what} changes`, () => {
      for (const kind of ['train-autoencoder', 'train-denoiser'] as const) {
        const same = declarationOf(kind, change) === declarationOf(kind);
        expect(same, kind).to.equal(!affected.includes(kind));
      }
    });
  }

  it('fit no other seed', () => {
    const of = (a: number, d: number) => {
      const plan = planOf({ cells: [seeds(a, d)] });
      return [only(plan, 'train-autoencoder').declaration, only(plan, 'train-denoiser').declaration];
    };
    const all = [of(0, 0), of(0, 1), of(1, 0)];
    expect(all[1]![0]).to.equal(all[0]![0]);
    expect(new Set(all.map(([, denoiser]) => denoiser)).size).to.equal(3);
    expect(all[2]![0]).to.not.equal(all[0]![0]);
  });

  it('still fit where titles, code or the scored images change', () => {
    const titled = { x0: { ...tinyDenoiser, id: 'x0', title: 'Another' } };
    const fewer: Partial<World> = { profile: { samplesPerDataset: 2 } };
    for (const change of [
      { denoisers: titled },
      fewer,
      { code: { 'train-denoiser': 'v2', encode: 'v2' } },
      { seed: 3 },
    ])
      expect(declarationOf('train-denoiser', change)).to.equal(declarationOf('train-denoiser'));
  });

  it('have labels that tell trainings of other degradations apart', () => {
    const half = { id: 'half', kind: 'box-mean', factor: 2 };
    const plan = planOf({ cells: [{ ...srBlock, degradation: [task, half] }] });
    const labels = stagesOf(plan)
      .filter(({ kind }) => kind === 'train-denoiser')
      .map(({ label }) => label);
    expect(new Set(labels).size).to.equal(2);
  });
});
