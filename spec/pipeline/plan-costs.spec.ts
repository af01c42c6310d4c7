import { expect } from 'chai';
import { networkSize } from '../../harness/networks/network-size.ts';
import { autoencoderOf } from '../../harness/networks/published-autoencoders.ts';
import { scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import { paperUnet2d, unet2d } from '../../harness/networks/unet-2d.ts';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import { joinedBatches } from '../../harness/pipeline/plan/joined-batches.ts';
import { inOrder, type Stage } from '../../harness/pipeline/stage.ts';
import { tinyDenoiser } from '../training/tiny-trainings.ts';
import {
  contextOf,
  experimentOf,
  levels,
  only,
  phantom,
  planOf,
  psnr,
  srBlock,
  stagesOf,
  type World,
  world,
} from './planned.ts';

/** Sizes of the networks that play in these plans: images of 16 px, LR of 4 px, latents of 2 x 4 x 4. */
const { encoder, decoder, factor } = scaleAutoencoder('autoencoder', { latentChannels: 2, widths: [4, 8] });
const small = 16 / factor;
const encoding = (side: number) => networkSize(encoder, { image: [1, 1, side, side] });
const decoding = networkSize(decoder, { latent: [1, 2, small, small] });
const unet = scaleUnet('denoiser', { channels: 8, timeChannels: 4, latentChannels: 2 });
const calling = (channels: number) => networkSize(unet, { sample: [1, channels, small, small], time: [1] });

const conditioned = (condition: object): Partial<World> => ({
  denoisers: { ...world.denoisers, x0: { ...tinyDenoiser, condition } },
});
const block = (more: object) => ({ cells: [{ ...srBlock, ...more }] });
/** About what runs anything: Node with the program and an engine. */
const process = 300e6;

describe('what the stages of a plan take', () => {
  it('is each image once through the encoder, and through the decoder where one is reconstructed', () => {
    const plan = planOf(block({ method: [levels.ae] }));
    expect(only(plan, 'encode')).to.include({ work: 8, flop: 8 * encoding(16).flop });
    expect(only(plan, 'reconstruct')).to.include({ work: 8, flop: 8 * decoding.flop });
  });

  it('is three passes of every image of every training step', () => {
    const both = encoding(16).flop + decoding.flop;
    expect(only(planOf({}), 'train-autoencoder')).to.include({ work: 5 * 2, flop: 3 * 5 * 2 * both });
    expect(only(planOf({}), 'train-denoiser')).to.include({ work: 5 * 3, flop: 3 * 5 * 3 * calling(4).flop });
  });

  it('is as many calls an image as the sampler makes, and the decoder once', () => {
    for (const [sampler, calls] of [
      ['main', 1],
      ['quick', 4],
    ] as const)
      expect(only(planOf(block({ sampler: [sampler] })), 'sample')).to.include({
        calls,
        work: 8 * calls,
        flop: 8 * (calls * calling(4).flop + decoding.flop),
      });
  });

  it('is decoder and encoder at every step besides, where every step is guided', () => {
    const method = { id: 'guided', kind: 'guided-diffusion', guide: 'every-step', passes: 2 };
    const plan = planOf(block({ method: [method], sampler: ['quick'] }));
    const sampling = only(plan, 'sample-guided');
    const step = calling(4).flop + decoding.flop + encoding(16).flop;
    expect(sampling.flop).to.equal(8 * (4 * step + decoding.flop));
    expect(Object.keys(sampling.inputs)).to.include('low');
    expect(sampling.params).to.include({ passes: 2 });
    expect(only(plan, 'back-project')).to.deep.include({ work: 8, bytes: 8 * 8 * 256 });
    const atEnd = planOf(block({ method: [{ id: 'guided', kind: 'guided-diffusion' }] }));
    expect(Object.keys(only(atEnd, 'sample').inputs)).to.not.include('low');
    expect(only(atEnd, 'back-project').params).to.include({ passes: 1 });
  });

  it('is the side that a condition is encoded at: that of the LR images, of the HR images, or none', () => {
    const trainingOf = (mode: string) => planOf({}, conditioned({ mode }));
    const conditionOf = (mode: string) =>
      stagesOf(trainingOf(mode)).find(({ label }) => label.startsWith('condition knees task'))!;
    expect(conditionOf('native').flop).to.equal(8 * encoding(4).flop);
    expect(conditionOf('upsampled').flop).to.equal(8 * encoding(16).flop);
    expect(conditionOf('pixel').flop).to.equal(undefined);
  });

  it('is a call of as many channels as a condition in pixels brings, at least those of a latent', () => {
    const task = (by: number) => ({
      use: { task: { kind: 'box-mean' as const, factor: by }, training: 'knees-train' },
    });
    for (const [by, seen] of [
      [1, 16],
      [2, 4],
      [4, 2],
    ] as const) {
      const datasets = {
        ...world.datasets,
        knees: phantom('knees', task(by)),
        'knees-train': phantom('knees-train', { samples: 40, ...task(by) }),
      };
      const plan = planOf({}, { datasets, ...conditioned({ mode: 'pixel' }) });
      expect(only(plan, 'train-denoiser').flop, `by ${by}`).to.equal(3 * 5 * 3 * calling(2 + seen).flop);
    }
  });

  it("is the paper's networks at the size of the set, the denoiser's condition beside what it makes", () => {
    const assets = ['kl-f4', 'unet-kl-f4-knees'];
    const datasets = { ...world.datasets, knees: phantom('knees', { side: 128 }) };
    const plan = planOf(block({ autoencoder: ['published'], denoiser: ['published'] }), { assets, datasets });
    const published = autoencoderOf('kl-f4');
    const [side, channels] = [128 / published.factor, published.latentChannels];
    const call = networkSize(unet2d('denoiser', paperUnet2d(channels, side)), {
      sample: [1, 2 * channels, side, side],
      time: [1],
    });
    const decoded = networkSize(published.decoder, { latent: [1, channels, side, side] });
    expect(call.flop).to.be.above(0);
    expect(only(plan, 'sample').flop).to.equal(8 * (call.flop + decoded.flop));
  });

  it('is in store what is made, in memory what is read and made as well, eight bytes a number', () => {
    const plan = planOf({ cells: [{ ...srBlock, method: [levels.bicubic] }] });
    const [hr, lr] = [8 * 256, 8 * 16];
    expect(only(plan, 'dataset')).to.include({ pixels: 256, bytes: 8 * hr, memory: process + 8 * hr });
    expect(only(plan, 'degrade')).to.include({ pixels: 256, bytes: 8 * lr, memory: process + 8 * (hr + lr) });
    const trained = only(planOf(block({ method: [levels.ae] })), 'encode');
    const latents = 8 * 2 * small ** 2;
    const { weights, activations } = encoding(16);
    expect(trained.bytes).to.equal(8 * latents);
    expect(trained.memory).to.equal(process + 8 * (hr + latents) + 2 * weights + 8 * 32 * activations);
  });

  it('is not foretold of images whose size is known only when they are read', () => {
    const unknown = (id: string, samples: number) => phantom(id, { samples, side: undefined } as never);
    const datasets = {
      ...world.datasets,
      knees: unknown('knees', 8),
      'knees-train': unknown('knees-train', 40),
      'brains-train': unknown('brains-train', 40),
    };
    const method = [levels.sr, levels.ae];
    for (const mode of ['native', 'upsampled', 'pixel']) {
      const plan = planOf(block({ method }), { datasets, ...conditioned({ mode }) });
      const of = stagesOf(plan).filter(({ kind, label }) => kind !== 'measure' && label.includes('knee'));
      expect(of.map(({ kind }) => kind)).to.include.members(['sample', 'reconstruct', 'train-denoiser']);
      for (const { label, flop = 0, bytes = 0, pixels = 0 } of of)
        expect([flop, bytes, pixels], `${mode}: ${label}`).to.deep.equal([0, 0, 0]);
    }
  });
});

describe('a plan of one batch', () => {
  const all = { ...world, profile: { batch: 3 }, datasets: { ...world.datasets } };
  const batchOf = (batch: number, profile: object = { batch: 3 }, more: Partial<World> = {}) =>
    planExperiment(experimentOf({ cells: [{ ...srBlock, method: [levels.ae] }], scores: [psnr] }), {
      ...contextOf({ ...all, ...more, profile }),
      batch,
    });
  /** Images so large that no two go through a network at once. */
  const large = { datasets: { ...world.datasets, knees: phantom('knees', { side: 512, samples: 8 }) } };
  const slices = (plan: { readonly measures: readonly Stage[] }) =>
    inOrder(plan.measures)
      .filter(({ kind }) => kind === 'slice')
      .map(({ label, work, params, bytes }) => ({ label, work, ...params, bytes }));

  it('has its own images alone, as many as the profile says, none torn from those of its network batch', () => {
    const bytes = (samples: number) => 8 * samples * 512 ** 2;
    expect([0, 1, 2].map((batch) => slices(batchOf(batch, { batch: 3 }, large)))).to.deep.equal([
      [{ label: 'read knees, 1 to 3', work: 3, from: 0, to: 3, bytes: bytes(3) }],
      [{ label: 'read knees, 4 to 6', work: 3, from: 3, to: 6, bytes: bytes(3) }],
      [{ label: 'read knees, 7 to 8', work: 2, from: 6, to: 8, bytes: bytes(2) }],
    ]);
    // 32 images of 16 px go through a network together.
    expect(slices(batchOf(0)).map(({ label }) => label)).to.deep.equal(['read knees, 1 to 8']);
  });

  it('is missing past the last image', () => {
    expect(batchOf(3, { batch: 3 }, large).missing).to.deep.equal(['needs more images of knees than its 8']);
  });

  it('joins the others to the whole: what can be cut is put together, with the keys of the whole', () => {
    const context = contextOf({ ...all, ...large });
    const experiment = experimentOf({ cells: [{ ...srBlock, method: [levels.ae] }], scores: [psnr] });
    const whole = planExperiment(experiment, context);
    const batches = [0, 1, 2].map((batch) => planExperiment(experiment, { ...context, batch }));
    const cut = { roles: ['images'], together: () => 1 };
    const joined = joinedBatches(whole, batches, (name) => ({
      ...context.kind(name),
      ...(name === 'reconstruct' && { cut }),
    }));
    expect(joined.measures.map(({ key }) => key)).to.deep.equal(whole.measures.map(({ key }) => key));
    const images = joined.measures[0]!.inputs['images']!;
    expect(images.parts!.map(({ work }) => work)).to.deep.equal([3, 3, 2]);
    expect([images.inputs, images.work, images.flop]).to.deep.equal([{}, 1, undefined]);
    const two = joinedBatches(whole, batches.slice(0, 2), (name) => ({
      ...context.kind(name),
      ...(name === 'reconstruct' && { cut }),
    }));
    expect(two.measures[0]!.inputs['images']!.parts).to.have.length(2);
    expect(joinedBatches(whole, batches.slice(0, 1), context.kind).measures).to.deep.equal(whole.measures);
  });
});
