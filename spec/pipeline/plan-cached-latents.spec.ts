import { expect } from 'chai';
import type { PlannedDataset, PlannedLatents } from '../../harness/pipeline/plan/context.ts';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import {
  contextOf,
  experimentOf,
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

const file = (name: string) => ({ name, sha256: name.padEnd(64, '0') });
const names = file('filenames.txt');
const cache: PlannedLatents = {
  declaration: { id: 'cache', first: 0, scale: 1, subject: '^(.+)$' },
  deviation: 2,
  files: { hr: [names, file('hr_0.npy')], lr: [names, file('lr_0.npy')] },
  location: '/cache',
  samples: 8,
  side: { hr: 4, lr: 2 },
};
/** Latents of the knees by the natural autoencoder alone. */
const latents = (set: string, autoencoder: string) =>
  set === 'knees' && autoencoder === 'other' ? cache : undefined;
const own = { task: { kind: 'own' }, training: 'knees-train' } as const;
const knees = (more: object) => ({ datasets: { ...world.datasets, knees: phantom('knees', more) } });
const gone: PlannedDataset = { id: 'knees', missing: 'needs the data set knees', use: own };
const natural = { ...srBlock, autoencoder: ['natural'] };
const self = { ...psnr, id: 'psnr-self', reference: 'self' } as const;
const latent = { ...psnr, id: 'latent', metric: 'latent-similarity', of: 'latent' } as const;
const keysOf = (plan: ReturnType<typeof planOf>) => stagesOf(plan).map(({ key }) => key);

describe('the plan of a data set with cached latents', () => {
  it('has the keys that it had wherever no cache is of the set and the autoencoder', () => {
    const cells = [srBlock, { ...natural, dataset: ['brain'] }];
    expect(keysOf(planOf({ cells }, { latents }))).to.deep.equal(keysOf(planOf({ cells })));
  });

  it('reads and checks them in place of encoding the images, and of encoding LR images that came with the set', () => {
    const plan = planOf({ cells: [natural] }, { ...knees({ use: own, hasLow: true, lowSide: 8 }), latents });
    const stages = stagesOf(plan);
    const sample = only(plan, 'sample');
    const { clean, condition } = sample.inputs;
    expect([clean!.label, condition!.label]).to.deep.equal([
      'check hr latents of knees natural',
      'check lr latents of knees natural',
    ]);
    expect(Object.keys(clean!.inputs)).to.deep.equal(['latents', 'images', 'autoencoder']);
    expect(Object.keys(condition!.inputs)).to.deep.equal(['latents', 'images', 'clean', 'autoencoder']);
    expect(condition!.inputs['images']!.label).to.equal('read LR images of knees');
    expect(condition!.inputs['clean']).to.equal(clean);
    expect(clean!.inputs['latents']!.params).to.deep.equal({
      declaration: cache.declaration,
      deviation: 2,
      part: 'hr',
      files: cache.files.hr,
      limit: null,
    });
    expect(condition!.inputs['latents']!.params).to.not.have.property('deviation');
    // What trains the denoiser is encoded: no cache is of it.
    const encodedSets = stages.filter(({ kind }) => kind === 'encode').map(({ label }) => label);
    expect(encodedSets).to.deep.equal(['encode knees-train natural']);
  });

  it('encodes LR images that are made, which no cache is of', () => {
    const plan = planOf({ cells: [natural] }, { latents });
    expect(only(plan, 'sample').inputs['condition']!.kind).to.equal('condition');
    expect(only(plan, 'sample').inputs['clean']!.kind).to.equal('checked-latents');
  });

  it('encodes by another training of the autoencoder, and denoisers that see enlarged images or pixels', () => {
    const seed = [{ id: 's', autoencoder: 1, denoiser: 0 }];
    const other = planOf({ cells: [{ ...natural, seed }] }, { latents });
    expect(only(other, 'sample').inputs['clean']!.kind).to.equal('encode');
    const denoisers = { x0: { ...world.denoisers['x0'], condition: { mode: 'upsampled' } } };
    const upsampled = planOf(
      { cells: [natural] },
      { ...knees({ use: own, hasLow: true }), denoisers, latents },
    );
    expect(only(upsampled, 'sample').inputs['condition']!.kind).to.equal('condition');
  });

  it('that is faulty says why', () => {
    const plan = planOf({ cells: [natural] }, { latents: () => ({ missing: 'F: expected hr_0.npy' }) });
    expect(plan.missing).to.deep.equal(['F: expected hr_0.npy']);
  });
});

describe('the plan of a data set of which only latents are there', () => {
  const datasets = { ...world.datasets, knees: gone };
  const statistics = [meanOf('psnr'), meanOf('psnr-self'), meanOf('latent/cosine1')];
  const scores = [psnr, self, latent];

  it('takes scores of latents and against the decoded HR latents, and says what the others lack', () => {
    const plan = planOf({ cells: [natural], scores, statistics }, { datasets, latents });
    expect(plan.missing).to.deep.equal([]);
    expect(plan.computed.map(({ statistic }) => statistic)).to.deep.equal(['psnr-self', 'latent/cosine1']);
    expect(plan.absent.map(({ reason }) => reason)).to.deep.equal([
      'needs the HR images of knees, of which only latents are there',
    ]);
    const { label, inputs, params } = only(plan, 'measure');
    expect(label).to.include('natural');
    expect(inputs['reference']!.label).to.equal('reconstruct knees natural');
    expect(inputs['self']).to.equal(inputs['reference']);
    expect((params['scores'] as { id: string }[]).map(({ id }) => id)).to.deep.equal(['psnr-self', 'latent']);
    expect(only(plan, 'sample').inputs['clean']!.inputs).to.not.have.property('images');
  });

  it('has as many images as its latents, or as asked for, at the size that their headers tell', () => {
    const plan = planOf({ cells: [natural], scores }, { datasets, latents });
    expect([only(plan, 'sample').work, only(plan, 'reconstruct').pixels]).to.deep.equal([8, 256]);
    const few = planOf({ cells: [natural], scores, samplesPerDataset: 3 }, { datasets, latents });
    expect(only(few, 'sample').work).to.equal(3);
    for (const { params } of stagesOf(few).filter(({ kind }) => kind === 'latents'))
      expect(params['limit']).to.equal(3);
  });

  for (const [what, cell, reason] of [
    ['an autoencoder without a cache', srBlock, 'needs the data set knees'],
    [
      'an interpolation',
      {
        ...natural,
        method: [levels.bicubic],
        autoencoder: undefined,
        denoiser: undefined,
        sampler: undefined,
        degradation: [{ id: 'own', kind: 'own' }],
      },
      'needs the data set knees',
    ],
    [
      'LR images that are made',
      { ...natural, degradation: [{ id: 'mean', kind: 'box-mean', factor: 2 }] },
      'needs LR images by the degradation mean of knees, of whose own LR images only latents are there',
    ],
    [
      'guidance by the LR images',
      { ...natural, method: [{ id: 'guided', kind: 'guided-diffusion', guide: 'image' }] },
      'needs the LR images of knees, of whose own LR images only latents are there',
    ],
  ] as const) {
    it(`lacks ${what}`, () => {
      const plan = planOf({ cells: [cell as typeof srBlock] }, { datasets, latents });
      expect(plan.missing).to.deep.equal([reason]);
      expect(plan.measures).to.deep.equal([]);
    });
  }

  it('shows no panels, and takes no batches', () => {
    const panels = [{ id: 'p', title: 'P', sample: 's', cells: [{ dataset: 'knee' }] }];
    const experiment = experimentOf({ cells: [natural], scores, statistics, panels });
    const context = contextOf({ ...world, datasets, latents });
    expect(planExperiment(experiment, context).panels).to.deep.equal([]);
    expect(planExperiment(experiment, { ...context, batch: 0 }).missing).to.deep.equal([
      'needs the images of knees: cached latents come as a whole',
    ]);
  });
});
