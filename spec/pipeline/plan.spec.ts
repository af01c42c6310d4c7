import { expect } from 'chai';
import type { CellBlock } from '../../harness/pipeline/experiment.ts';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import {
  contextOf,
  experimentOf,
  kindsOf,
  levels,
  meanOf,
  only,
  phantom,
  planOf,
  psnr,
  srBlock,
  stagesOf,
  world,
} from './planned.ts';

const { task } = levels;
const block = (parts: Partial<CellBlock>): CellBlock => ({
  dataset: ['knee'],
  degradation: [task],
  method: [levels.bicubic],
  ...parts,
});
const seeds = (autoencoder: number, denoiser: number) => ({
  ...srBlock,
  seed: [{ id: 's', autoencoder, denoiser }],
});

describe('the plan of one cell', () => {
  const chains: readonly [string, CellBlock, readonly string[]][] = [
    ['an interpolation', block({}), ['dataset', 'degrade', 'restore', 'measure']],
    [
      'an autoencoder',
      block({ method: [levels.ae], autoencoder: ['natural'] }),
      ['dataset', 'dataset', 'train-autoencoder', 'encode', 'reconstruct', 'measure'],
    ],
    [
      'a latent diffusion',
      { ...srBlock, autoencoder: ['natural'] },
      [
        ...['dataset', 'dataset', 'dataset', 'train-autoencoder', 'degrade', 'degrade', 'encode', 'encode'],
        ...['condition', 'condition', 'train-denoiser', 'sample', 'measure'],
      ],
    ],
    [
      'a trained restorer',
      block({ method: [levels.swinir] }),
      ['dataset', 'dataset', 'degrade', 'degrade', 'train-restorer', 'restore-trained', 'measure'],
    ],
  ];
  for (const [what, cells, kinds] of chains) {
    it(`of ${what} takes these stages and no other: ${[...new Set(kinds)].join(', ')}`, () => {
      const plan = planOf({ cells: [cells] });
      expect([...kindsOf(plan)].sort()).to.deep.equal([...kinds].sort());
      expect([plan.missing, plan.absent]).to.deep.equal([[], []]);
    });
  }

  it('of a guided diffusion is refused where the degradation is not linear, before anything is computed', () => {
    const method = [{ id: 'guided', kind: 'guided-diffusion', guide: 'image' }];
    const truncated = { id: 'k-space', kind: 'k-space-truncation', factor: 4 };
    expect(() => planOf({ cells: [{ ...srBlock, method, degradation: [truncated] }] })).to.throw(
      'method guided: expected a degradation that is linear in the image, got k-space-truncation; take one of resize',
    );
    expect(planOf({ cells: [{ ...srBlock, method }] }).missing).to.deep.equal([]);
  });

  it('of published networks trains nothing, and takes both from their files', () => {
    const cells = [{ ...srBlock, autoencoder: ['published'], denoiser: ['published'] }];
    const plan = planOf({ cells }, { assets: ['kl-f4', 'unet-kl-f4-knees'] });
    expect(plan.missing).to.deep.equal([]);
    expect(kindsOf(plan).filter((kind) => kind.startsWith('train'))).to.deep.equal([]);
    const { params, location } = only(plan, 'sample');
    for (const [network, name] of [
      ['autoencoder', 'kl-f4/file'],
      ['denoiser', 'unet-kl-f4-knees/file'],
    ] as const)
      expect((params[network] as { files: { name: string }[] }).files[0]!.name).to.equal(name);
    expect(location).to.equal('/assets');
  });

  describe('on LR images that came with the data set', () => {
    const own = { id: 'own', kind: 'own' };
    const cells = [block({ degradation: [own] })];
    const withLow = (more: object) => ({ datasets: { ...world.datasets, knees: phantom('knees', more) } });

    it('reads them and makes none, as a level or as the task of the set', () => {
      const level = planOf({ cells }, withLow({ hasLow: true }));
      const task = planOf({ cells: [block({})] }, withLow({ hasLow: true, use: { task: { kind: 'own' } } }));
      for (const plan of [level, task]) {
        expect(plan.missing).to.deep.equal([]);
        expect(kindsOf(plan)).to.have.members(['dataset', 'dataset', 'restore', 'measure']);
        const { inputs } = only(plan, 'restore');
        expect([inputs['low']!.params['part'], inputs['reference']!.params['part']]).to.deep.equal([
          'low',
          undefined,
        ]);
      }
      expect(only(level, 'restore').key).to.equal(only(task, 'restore').key);
    });

    it('needs some, and conditions a denoiser by them that is called by another set', () => {
      expect(planOf({ cells }).missing).to.deep.equal([
        'needs LR images that came with the data set knees, which has none',
      ]);
      expect(planOf({ cells }, withLow({ hasLow: true, lowFault: 'all black' })).missing).to.deep.equal([
        'needs the LR images of knees: all black',
      ]);
      const published = {
        ...srBlock,
        degradation: [own],
        autoencoder: ['published'],
        denoiser: ['published'],
      };
      const set = withLow({ hasLow: true, use: { networks: 'brains' } });
      const plan = planOf({ cells: [published] }, { ...set, assets: ['kl-f4', 'unet-kl-f4-brains'] });
      expect(plan.missing).to.deep.equal([]);
      expect(only(plan, 'condition').inputs['low']!.params['part']).to.equal('low');
    });
  });

  it('trains on the training set and the task of the scored set, never on the scored images', () => {
    const plan = planOf({});
    const training = only(plan, 'train-denoiser');
    expect(training.inputs['clean']!.inputs['images']!.label).to.equal('read knees-train');
    const autoencoder = only(plan, 'train-autoencoder');
    expect(Object.values(autoencoder.inputs).map(({ label }) => label)).to.deep.equal([
      'read knees-train',
      'read brains-train',
    ]);
    const restored = planOf({ cells: [block({ method: [levels.swinir] })] });
    expect(only(restored, 'train-restorer').inputs['images']!.label).to.equal('read leaves');
  });

  it('limits the scored images by profile and experiment, the smaller of both, and never the training set', () => {
    const limits = (plan: ReturnType<typeof planOf>) =>
      Object.fromEntries(
        stagesOf(plan)
          .filter(({ kind }) => kind === 'dataset')
          .map(({ label, params }) => [label.slice(5), params['limit']]),
      );
    const free = { 'knees-train': null, 'brains-train': null };
    expect(limits(planOf({}))).to.deep.equal({ ...free, knees: null });
    for (const [own, others] of [
      [3, null],
      [3, 5],
      [5, 3],
      [undefined, 3],
    ] as const) {
      const parts = own === undefined ? {} : { samplesPerDataset: own };
      const plan = planOf(parts, { profile: { samplesPerDataset: others } });
      expect(limits(plan)).to.deep.equal({ ...free, knees: 3 });
      expect(only(plan, 'measure').work).to.equal(3);
    }
  });
});

describe('stages shared by plans', () => {
  it('have one key: the same sampling in two experiments and under two ids is one stage', () => {
    const renamed = [
      {
        ...srBlock,
        method: [{ ...levels.sr, id: 'ours', weights: 'ema' }],
        seed: [{ id: 'a', autoencoder: 0, denoiser: 0 }],
      },
    ];
    const [first, second] = [planOf({}), planOf({ id: 'f', title: 'F', cells: renamed })];
    expect(only(second, 'sample').key).to.equal(only(first, 'sample').key);
    expect(only(second, 'measure').key).to.not.equal(only(first, 'measure').key);
  });

  it('are few: another sampler shares everything but the sampling and its scores', () => {
    const sampler = ['main', 'quick'];
    const [one, two] = [planOf({}), planOf({ cells: [{ ...srBlock, sampler }] })];
    expect(stagesOf(two).length).to.equal(stagesOf(one).length + 2);
  });

  it('do not reach across what differs', () => {
    const keys = [
      planOf({}),
      planOf({}, { seed: 7 }),
      planOf({ cells: [{ ...srBlock, method: [levels.raw] }] }),
      planOf({ cells: [seeds(0, 1)] }),
      planOf({ cells: [seeds(1, 0)] }),
      planOf({ cells: [{ ...srBlock, dataset: ['brain'] }] }),
      planOf({ cells: [{ ...srBlock, autoencoder: ['natural'] }] }),
      planOf({}, { code: { 'train-denoiser': 'v2' } }),
      planOf({}, { code: { dataset: 'v2' } }),
    ].map((plan) => only(plan, 'sample').key);
    expect(new Set(keys).size).to.equal(keys.length);
  });
});

describe('what a plan lacks', () => {
  const cells = (parts: Partial<CellBlock>) => [{ ...srBlock, ...parts }];
  const statistics = [meanOf('psnr')];
  const absences: readonly [string, readonly CellBlock[], RegExp][] = [
    [
      'a data set whose files are not there',
      cells({ dataset: ['real', 'knee'] }),
      /^needs the data set absent$/,
    ],
    [
      'a data set that the profile has not',
      cells({ dataset: ['none', 'knee'] }),
      /^needs the data set 'none', which the profile spec does not have$/,
    ],
    [
      'an autoencoder that the profile has not',
      [...cells({ autoencoder: ['none'] }), ...cells({ dataset: ['brain'] })],
      /^needs the autoencoder 'none'/,
    ],
    [
      'a denoiser that the profile has not',
      [...cells({ denoiser: ['none'] }), ...cells({ dataset: ['brain'] })],
      /^needs the denoiser 'none'/,
    ],
    [
      'an asset',
      [...cells({ autoencoder: ['published'] }), ...cells({ dataset: ['brain'] })],
      /^needs the asset kl-f4$/,
    ],
    [
      'a restorer that the profile has not',
      [block({ method: [{ ...levels.swinir, restorer: 'none' }] }), ...cells({ dataset: ['brain'] })],
      /^needs the restorer 'none'/,
    ],
  ];
  for (const [what, blocks, reason] of absences) {
    it(`for want of ${what} is that cell with its groups, and the reason is told`, () => {
      const plan = planOf({ cells: blocks, statistics });
      expect(plan.cells.length).to.equal(1);
      expect(plan.measures.length).to.equal(1);
      expect(plan.missing.length).to.equal(1);
      expect(plan.missing[0]).to.match(reason);
      expect(plan.absent.length).to.equal(1);
      expect(plan.absent[0]!.reason).to.equal(plan.missing[0]);
      expect((plan.statistics!.params['statistics'] as { groups: unknown[] }[])[0]!.groups.length).to.equal(
        1,
      );
    });
  }

  it('is told by what no fetching mends, then by what is met first, and by the asset to fetch', () => {
    const cells = [
      { ...srBlock, autoencoder: ['published'] },
      block({ method: [{ ...levels.swinir, restorer: 'none' }] }),
      block({}),
    ];
    const scores = ['ssim', 'lpips'].map((metric) => ({ ...psnr, id: metric, metric }));
    const asset = (id: string) => ({ missing: `needs the asset ${id}`, unfetched: id });
    const term = (method: string, score = 'ssim') => ({ weight: 1, score, cell: { method } });
    const absentOf = (...x: ReturnType<typeof term>[]) =>
      planExperiment(experimentOf({ cells, scores, statistics: [{ ...meanOf('ssim'), x }] }), {
        ...contextOf(world),
        asset,
      }).absent.map(({ reason, unfetched }) => [reason, unfetched]);
    const [sr, none] = [term('sr'), term('swinir')];
    expect(absentOf(sr)).to.deep.equal([['needs the asset kl-f4', 'kl-f4']]);
    expect(absentOf(sr, term('bicubic', 'lpips'))).to.deep.equal([['needs the asset kl-f4', 'kl-f4']]);
    const mends = [["needs the restorer 'none', which the profile spec does not have", undefined]];
    expect([absentOf(sr, none), absentOf(none, sr)]).to.deep.equal([mends, mends]);
  });

  it('may be groups of subjects, though the scores are there', () => {
    const statistic = { ...meanOf('psnr'), by: ['dataset', 'grouping'], procedure: 'subgroups' };
    const { absent, computed } = planOf({ cells: cells({}), statistics: [statistic] });
    expect(computed).to.deep.equal([]);
    expect(absent.map(({ reason }) => reason)).to.deep.equal([
      'needs groups of subjects, which the data set knees does not declare',
    ]);
  });

  it('for want of everything is the statistics too', () => {
    const plan = planOf({ cells: cells({ dataset: ['none'] }), statistics });
    expect(plan.statistics).to.equal(undefined);
    expect([plan.measures, plan.panels]).to.deep.equal([[], []]);
  });

  const lacking: readonly [string, object, CellBlock, RegExp][] = [
    ['masks', { ...psnr, id: 'x', masked: true }, block({}), /^needs masks, which knees has not/],
    [
      'latents',
      { ...psnr, id: 'x', metric: 'latent-similarity', of: 'latent' },
      block({}),
      /^needs latents, which the method bicubic does not make/,
    ],
    [
      'an autoencoder of its own',
      { ...psnr, id: 'x', reference: 'self' },
      block({}),
      /^needs an autoencoder, which the method bicubic has not/,
    ],
    [
      'an asset of the metric',
      { ...psnr, id: 'x', metric: 'lpips' },
      block({}),
      /^needs the asset lpips-alex-v0.1$/,
    ],
    [
      "a floor's autoencoder",
      { ...psnr, id: 'x', floor: 'none' },
      block({}),
      /^needs the autoencoder 'none'/,
    ],
  ];
  for (const [what, score, cell, reason] of lacking) {
    it(`for want of ${what} is one score with its groups, and no other`, () => {
      const plan = planOf({
        cells: [cell],
        scores: [psnr, score as typeof psnr],
        statistics: [meanOf('psnr'), meanOf('of' in score ? 'x/cosine1' : 'x', {}, 'x')],
      });
      expect(plan.missing).to.deep.equal([]);
      expect(plan.absent.map(({ statistic }) => statistic)).to.deep.equal(['x']);
      expect(plan.absent[0]!.reason).to.match(reason);
      const [measure] = plan.measures;
      expect((measure!.params['scores'] as { id: string }[]).map(({ id }) => id)).to.deep.equal(['psnr']);
    });
  }

  it('is nothing where a cell has all that the scores need', () => {
    const scores = [
      { ...psnr, id: 'masked', masked: true },
      { ...psnr, id: 'self', reference: 'self' },
      { ...psnr, id: 'floor', floor: 'natural' },
      { ...psnr, id: 'latent', of: 'latent' },
    ] as unknown as (typeof psnr)[];
    const plan = planOf({ cells: [{ ...srBlock, dataset: ['brain'] }], scores });
    expect(plan.missing).to.deep.equal([]);
    const roles = Object.keys(only(plan, 'measure').inputs);
    expect(roles).to.have.members(['images', 'reference', 'self', 'floor natural', 'latents']);
  });

  it('is another training of a network that was published once', () => {
    const published = (a: number, d: number) => ({
      ...seeds(a, d),
      autoencoder: ['published'],
      denoiser: ['published'],
    });
    for (const [a, d] of [
      [1, 0],
      [0, 1],
    ] as const) {
      const plan = planOf({ cells: [published(a, d)] }, { assets: ['kl-f4', 'unet-kl-f4-knees'] });
      expect(plan.missing[0]).to.match(/^needs another training of the (autoencoder|denoiser), from seed 1$/);
    }
  });

  for (const [factor, unknown] of [
    ['dataset', 'elbow'],
    ['autoencoder', 'huge'],
    ['denoiser', 'huge'],
  ] as const) {
    it(`is no excuse for a ${factor} that no role is called by: that is a fault`, () => {
      expect(() => planOf({ cells: cells({ [factor]: [unknown] }) })).to.throw(
        new RegExp(`expected .* among .*, got .*${unknown}`),
      );
    });
  }
});

describe('a data set without a task of its own', () => {
  it('is a fault where the task is asked for', () => {
    const datasets = { ...world.datasets, knees: phantom('knees', { use: { training: 'knees-train' } }) };
    expect(() => planOf({ cells: [block({})] }, { datasets })).to.throw(
      'data set knees: expected a degradation of its own, got none; give experiments/datasets/knees.json a "task"',
    );
  });
});

describe('the plan of panels', () => {
  it('is not there for want of a reconstruction, and refused where its role is not known', () => {
    const of = (...reconstructions: readonly string[]) =>
      planOf({
        cells: [block({})],
        statistics: [meanOf('psnr')],
        panels: [{ id: 'p', title: 'P', sample: 'a', cells: [{ method: 'bicubic' }], reconstructions }],
      }).panels.map(({ stage }) => stage.params['reconstructions']);
    expect([of('none', 'medical'), of('medical')]).to.deep.equal([[], [['medical']]]);
    expect(() => of('huge')).to.throw('got "huge"');
  });

  const panels = [
    { id: 'each', title: 'Each', sample: 'a', cells: [{ method: 'bicubic' }] },
    { id: 'own', title: 'Own', sample: 'a', cells: [{ dataset: 'brain', method: 'bicubic' }] },
  ];

  it('has one for every data set, and of the data set alone that a panel names', () => {
    const cells = [block({ dataset: ['knee', 'brain'] })];
    const plan = planOf({ cells, statistics: [meanOf('psnr')], panels });
    expect(plan.panels.map(({ id, dataset }) => `${id} of ${dataset}`)).to.have.members([
      'each of knee',
      'each of brain',
      'own of brain',
    ]);
  });

  it('rests on the images and the rows of every cell that it shows, in its order', () => {
    const method = [levels.bicubic, { ...levels.bicubic, id: 'nearest', kernel: 'nearest' }];
    const shown = {
      id: 'two',
      title: 'Two',
      sample: 'a',
      cells: [{ method: 'nearest' }, { method: 'bicubic' }],
    };
    const plan = planOf({
      cells: [block({ method })],
      statistics: [meanOf('psnr', { method: 'bicubic' })],
      panels: [shown],
    });
    expect(plan.missing).to.deep.equal([]);
    const [panel] = plan.panels;
    const inputs = Object.entries(panel!.stage.inputs).map(([role, { label }]) => `${role}: ${label}`);
    expect(inputs).to.deep.equal([
      'reference: read knees',
      'low0: degrade knees task',
      'images0: restore knee/task/nearest',
      'rows0.0: measure knee/task/nearest',
      'low1: degrade knees task',
      'images1: restore knee/task/bicubic',
      'rows1.0: measure knee/task/bicubic',
    ]);
  });
});
