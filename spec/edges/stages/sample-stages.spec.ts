import { expect } from 'chai';
import { backProject } from '../../../harness/degrade/back-project.ts';
import { degrade } from '../../../harness/degrade/catalogue.ts';
import { interpolateBilinear } from '../../../harness/degrade/interpolate.ts';
import { resize } from '../../../harness/degrade/resize.ts';
import { noiseSource } from '../../../harness/diffusion/noise.ts';
import { createSchedule, indexFromNoise, type ScheduleSetting } from '../../../harness/diffusion/schedule.ts';
import { writeSafetensors } from '../../../harness/edges/files/weights/safetensors.ts';
import { conditionStage } from '../../../harness/edges/stages/condition.ts';
import { encodeStage } from '../../../harness/edges/stages/encode.ts';
import { reconstructStage } from '../../../harness/edges/stages/reconstruct.ts';
import { sampleStage } from '../../../harness/edges/stages/sample.ts';
import { sampleGuidedStage } from '../../../harness/edges/stages/sample-guided.ts';
import { declared } from '../../../harness/networks/declared.ts';
import type { Weights } from '../../../harness/networks/engine.ts';
import type { InputShapes, Network } from '../../../harness/networks/network.ts';
import { scaleAutoencoder } from '../../../harness/networks/scale-autoencoder.ts';
import { scaleUnet } from '../../../harness/networks/scale-unet.ts';
import { createImage, type Image } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { decodeStack, encodeStack, type StackItem } from '../../../harness/pipeline/image-stack.ts';
import { inputsOfPart, joinedParts } from '../../../harness/pipeline/parts.ts';
import type { Artifact, StageContext, StageKind } from '../../../harness/pipeline/stage.ts';
import { timeScale } from '../../../harness/training/denoiser-recipe.ts';
import { joined } from '../../../harness/training/denoiser-task.ts';
import { computeExactly } from '../../networks/reference/engine.ts';
import { noContext } from '../../pipeline/stage-context.ts';
import { autoencoderRecipe, denoiserRecipe } from '../../training/tiny-trainings.ts';

const { architecture } = autoencoderRecipe;
const autoencoder = scaleAutoencoder('autoencoder', architecture);
const denoiser = scaleUnet('denoiser', { ...denoiserRecipe.architecture, latentChannels: 2 });
const named = { kind: 'scale', architecture } as const;
/** A full batch and a remainder of one. */
const batchSize = 32;
const count = batchSize + 1;

/** Every parameter drawn, those too that training starts at 0. */
function drawnWeights(network: Network, inputs: InputShapes): Weights {
  return new Map(
    declared(network, inputs).parameters.map(({ name, shape }) => {
      const draws = stream(3, name);
      const data = new Float32Array(shape.reduce((a, b) => a * b, 1)).map(() => draws.normal() / 4);
      return [name, { shape, data: name === 'sd' ? data.map((x) => 1 + Math.abs(x)) : data }];
    }),
  );
}
const autoencoderWeights = new Map([
  ...drawnWeights(autoencoder.encoder, { image: [1, 1, 16, 16] }),
  ...drawnWeights(autoencoder.decoder, { latent: [1, 2, 4, 4] }),
]);
const denoiserWeights = drawnWeights(denoiser, { sample: [1, 4, 4, 4], time: [1] });
const trained = { 'weights.safetensors': writeSafetensors(autoencoderWeights) };
const trainedDenoiser = {
  'weights.safetensors': writeSafetensors(denoiserWeights),
  'raw.safetensors': writeSafetensors(denoiserWeights),
};

function items(shape: readonly [number, number, number], scale: number): readonly StackItem[] {
  const [channels, height, width] = shape;
  return Array.from({ length: count }, (_, i) => {
    const draws = stream(5, 'item', i);
    const values = new Float32Array(channels * height * width).map(() => scale * draws.uniform());
    return { id: `i${i}`, subject: `s${i}`, image: createImage(...shape, Float64Array.from(values)) };
  });
}
const conditions = items([2, 4, 4], 1);
const clean = encodeStack(conditions.slice(0, 1), 'latents');

const sampling = (
  sampler: object,
  given: readonly StackItem[],
  more: object = {},
  inputs: Record<string, Artifact> = {},
) =>
  sampleStage.run(
    {
      autoencoder: named,
      denoiser: { kind: 'scale', architecture: denoiserRecipe.architecture, use: denoiserRecipe },
      weights: 'ema',
      sampler,
      seed: 9,
      ...more,
    },
    {
      condition: encodeStack(given, 'latents'),
      clean,
      autoencoder: trained,
      denoiser: trainedDenoiser,
      ...inputs,
    },
    '',
    noContext,
  );

const largest = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).to.equal(b.length);
  return Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);
};
const signed = ({ data }: Image) => data.map((value) => 2 * Math.fround(value) - 1);

describe('the stage sample', function () {
  this.timeout(300_000);

  for (const [startScale, order] of [
    [1, 'noise-first'],
    [0.5, 'clean-first'],
  ] as const) {
    it(`of one step from noise times ${startScale}, ${order}, is the network's own answer, decoded`, async () => {
      const schedule = { ...denoiserRecipe.schedule!, order } as ScheduleSetting;
      const use = { ...denoiserRecipe, schedule };
      const given = conditions.slice(0, 2);
      const named = { kind: 'scale', architecture: denoiserRecipe.architecture, use };
      const artifact = await sampling({ kind: 'one-step', startScale }, given, { denoiser: named });
      const [latents, images] = [decodeStack(artifact, 'latents'), decodeStack(artifact)];
      given.forEach(({ id, subject, image }, i) => {
        const start = noiseSource([1, 2, 4, 4], [id], 9, 'sampling')().map((value) => startScale * value);
        const time = indexFromNoise(createSchedule(schedule), 0) / timeScale(use);
        const sample = Float64Array.from(joined(start, Float32Array.from(image.data), 1));
        const { prediction } = computeExactly(
          denoiser,
          {
            sample: { shape: [1, 4, 4, 4], data: sample },
            time: { shape: [1], data: Float64Array.of(time) },
          },
          denoiserWeights,
        );
        expect(latents[i]).to.include({ id, subject });
        expect(largest(latents[i]!.image.data, prediction!.data)).to.be.below(1e-4);
        const latent = { shape: [1, 2, 4, 4], data: latents[i]!.image.data };
        const decoded = computeExactly(autoencoder.decoder, { latent }, autoencoderWeights)['image']!;
        const clamped = decoded.data.map((value) => Math.min(1, Math.max(0, (value + 1) / 2)));
        expect(largest(images[i]!.image.data, clamped)).to.be.below(1e-4);
      });
    });
  }

  it('gives each sample of a batch and of its remainder what it gets alone, within 1e-6', async () => {
    const sampler = { kind: 'ancestral', steps: 20, startScale: 1 };
    const together = decodeStack(await sampling(sampler, conditions), 'latents');
    expect(together.map(({ id }) => id)).to.deep.equal(conditions.map(({ id }) => id));
    for (const i of [0, batchSize - 1, batchSize]) {
      const [alone] = decodeStack(await sampling(sampler, [conditions[i]!]), 'latents');
      expect(largest(together[i]!.image.data, alone!.image.data), `sample ${i}`).to.be.below(1e-6);
    }
  });

  it('takes the averaged weights or those without averaging, and other noise for another seed', async () => {
    const sampler = { kind: 'one-step' };
    const one = conditions.slice(0, 1);
    const zero = new Map(
      [...denoiserWeights].map(([name, { shape, data }]) => [name, { shape, data: data.map(() => 0) }]),
    );
    const denoiserFiles = { ...trainedDenoiser, 'raw.safetensors': writeSafetensors(zero) };
    const drawn = async (more: object) =>
      decodeStack(await sampling(sampler, one, more, { denoiser: denoiserFiles }), 'latents')[0]!.image.data;
    const averaged = await drawn({});
    expect([...(await drawn({ weights: 'raw' }))].every((value) => value === 0)).to.equal(true);
    expect(largest(await drawn({ seed: 10 }), averaged)).to.be.above(1e-3);
    expect(largest(await drawn({}), averaged)).to.equal(0);
  });

  it('stops where the weights without averaging did not come along', async () => {
    const denoiserFiles = { 'weights.safetensors': trainedDenoiser['weights.safetensors'] };
    const failed = await Promise.resolve(
      sampling({ kind: 'one-step' }, conditions.slice(0, 1), { weights: 'raw' }, { denoiser: denoiserFiles }),
    ).then(
      () => 'no error',
      (error: Error) => error.message,
    );
    expect(failed).to.equal(
      'trained network: expected the file raw.safetensors, got weights.safetensors; train it again: latent-sr reproduce --from-scratch',
    );
  });
});

const byMeans = { kind: 'box-mean', factor: 4 } as const;
const lowOf = (images: readonly StackItem[]) =>
  images.map((item) => ({ ...item, image: degrade(item.image, byMeans) }));

describe('the stage sample-guided', function () {
  this.timeout(300_000);
  const given = conditions.slice(0, 2);
  const low = lowOf(items([1, 16, 16], 1).slice(0, 2));
  const guided = (sampler: object, use: object = denoiserRecipe) =>
    sampleGuidedStage.run(
      {
        autoencoder: named,
        denoiser: {
          kind: 'scale',
          architecture: denoiserRecipe.architecture,
          use: use as typeof denoiserRecipe,
        },
        weights: 'ema',
        sampler,
        seed: 9,
        degradation: byMeans,
        passes: 1,
      },
      {
        condition: encodeStack(given, 'latents'),
        clean,
        low: encodeStack(low),
        autoencoder: trained,
        denoiser: trainedDenoiser,
      },
      '',
      noContext,
    );

  it('of one step is what sample gives, decoded, brought into agreement with the LR images, and encoded', async () => {
    const plain = decodeStack(await sampling({ kind: 'one-step' }, given));
    const agreeing = plain.map((item, i) => ({
      ...item,
      image: backProject(item.image, low[i]!.image, byMeans, 1),
    }));
    const expected = decodeStack(
      await encodeStage.run(
        { autoencoder: named },
        { images: encodeStack(agreeing), autoencoder: trained },
        '',
        noContext,
      ),
      'latents',
    );
    const found = decodeStack(await guided({ kind: 'one-step' }), 'latents');
    const unguided = decodeStack(await sampling({ kind: 'one-step' }, given), 'latents');
    expected.forEach(({ image }, i) => {
      expect(largest(found[i]!.image.data, image.data)).to.be.below(1e-5);
      expect(largest(found[i]!.image.data, unguided[i]!.image.data)).to.be.above(1e-3);
    });
  });

  it('stops at a denoiser that does not predict the clean latent', async () => {
    const use = { ...denoiserRecipe, prediction: { target: 'v' } };
    const failed = await Promise.resolve(guided({ kind: 'one-step' }, use)).then(
      () => 'no error',
      (error: Error) => error.message,
    );
    expect(failed).to.equal(
      'guidance at every step: expected a denoiser that predicts the clean latent, x0, got one that predicts v; guide the image alone, or take another denoiser',
    );
  });
});

describe('the stage sample under classifier-free guidance', function () {
  this.timeout(300_000);
  const given = conditions.slice(0, 2);
  const guided = async (sampler: object, guidance: number) =>
    latentsIn(await sampling(sampler, given, { guidance }));
  const latentsIn = (artifact: Artifact) =>
    decodeStack(artifact, 'latents').flatMap(({ image }) => [...image.data]);
  const blind = given.map((item) => ({ ...item, image: createImage(2, 4, 4, new Float64Array(32)) }));

  it('is what it is without at w = 1, and the same without a condition at w = 0', async () => {
    const sampler = { kind: 'respaced', steps: 3, startScale: 1, spacing: 'linspace' };
    expect(largest(await guided(sampler, 1), latentsIn(await sampling(sampler, given)))).to.be.below(1e-5);
    expect(largest(await guided(sampler, 0), latentsIn(await sampling(sampler, blind)))).to.be.below(1e-5);
  });

  it('is linear in w over one step', async () => {
    const [none, one, three] = await Promise.all([0, 1, 3].map((w) => guided({ kind: 'one-step' }, w)));
    const beyond = one!.map((value, i) => none![i]! + 3 * (value - none![i]!));
    expect(largest(three!, beyond)).to.be.below(1e-4);
    expect(largest(three!, one!)).to.be.above(1e-3);
  });
});

describe('stages in parts', function () {
  this.timeout(300_000);
  const images = encodeStack(items([1, 16, 16], 1));
  const params = {
    autoencoder: named,
    denoiser: { kind: 'scale', architecture: denoiserRecipe.architecture, use: denoiserRecipe },
    weights: 'ema',
    sampler: { kind: 'respaced', steps: 3, startScale: 1, spacing: 'linspace' },
    seed: 9,
    degradation: byMeans,
    passes: 1,
  } as const;
  const inputsOf: Readonly<Record<string, Readonly<Record<string, Artifact>>>> = {
    sample: {
      condition: encodeStack(conditions, 'latents'),
      clean,
      autoencoder: trained,
      denoiser: trainedDenoiser,
    },
    'sample-guided': {
      condition: encodeStack(conditions, 'latents'),
      clean,
      low: encodeStack(lowOf(items([1, 16, 16], 1))),
      autoencoder: trained,
      denoiser: trainedDenoiser,
    },
    encode: { images, autoencoder: trained },
    reconstruct: { clean: encodeStack(conditions, 'latents'), autoencoder: trained },
  };
  const kinds = [
    { kind: sampleStage },
    { kind: sampleStage, more: { guidance: 2 } },
    { kind: sampleGuidedStage },
    { kind: encodeStage },
    { kind: reconstructStage },
  ] as readonly { kind: StageKind; more?: object }[];
  for (const { kind, more = {} } of kinds) {
    const name = [kind.name, ...Object.keys(more)].join(' with ');
    const own = { ...params, ...more };
    const inputs = inputsOf[kind.name]!;
    const whole = (context: StageContext = noContext) => kind.run(own, inputs, '', context);
    const inParts = async (of: number, batch?: number) => {
      const parts: Artifact[] = [];
      for (let index = 0; index < of; index++) {
        const part = inputsOfPart({ index, of }, kind.cut!, own, inputs, batch);
        const context = { ...noContext, ...(batch !== undefined && { batch }) };
        parts.push(part ? await kind.run(own, part, '', context) : {});
      }
      return parts;
    };
    const busy = (parts: readonly Artifact[]) => parts.filter((part) => Object.keys(part).length > 0).length;

    it(`${name}: of any number, put together, are the bytes of the whole`, async () => {
      for (const of of [2, 3, 40]) {
        const parts = await inParts(of);
        // A full batch and a remainder: two parts have something to do, however many there are.
        expect(busy(parts)).to.equal(2);
        expect(joinedParts(parts)).to.deep.equal(await whole());
      }
    });

    it(`${name}: takes as many at once as is declared, in parts too, to the same bytes on this engine`, async () => {
      const parts = await inParts(40, 12);
      expect(busy(parts)).to.equal(3);
      expect(joinedParts(parts)).to.deep.equal(await whole({ ...noContext, batch: 12 }));
      expect(joinedParts(parts)).to.deep.equal(await whole());
    });
  }

  it('sample goes on where a killed process was, to the same bytes', async () => {
    const whole = await sampling(params.sampler, conditions);
    const latents = decodeStack(whole, 'latents').slice(0, batchSize);
    // Where no batch is begun, three zeros come first.
    const reached = Buffer.concat([
      Buffer.alloc(3 * 8),
      Buffer.from(new Float32Array(latents.flatMap(({ image }) => [...image.data])).buffer),
    ]);
    const notes: string[] = [];
    const again = await sampleStage.run(params, inputsOf['sample']!, '', {
      checkpoint: { read: async () => reached, write: async () => {} },
      report: (note) => notes.push(note),
    });
    expect(notes).to.deep.equal(['33 of 33 images']);
    expect(again).to.deep.equal(whole);
  });
});

describe('the stage condition', function () {
  this.timeout(300_000);
  const high = items([1, 16, 16], 1);
  const low = items([1, 8, 8], 1);
  const images = encodeStack(high);
  const stageInputs = async () => ({
    low: encodeStack(low),
    images,
    clean: await encodeStage.run({ autoencoder: named }, { images, autoencoder: trained }, '', noContext),
    autoencoder: trained,
  });
  const conditioned = async (mode: string, pixelScale = 2) =>
    decodeStack(
      await conditionStage.run(
        { autoencoder: named, condition: { mode, pixelScale } },
        await stageInputs(),
        '',
        noContext,
      ),
      'latents',
    );
  const encoded = (image: Image) => {
    const { height, width } = image;
    const given = { shape: [1, 1, height, width], data: signed(image) };
    const { shape, data } = computeExactly(autoencoder.encoder, { image: given }, autoencoderWeights)[
      'latent'
    ]!;
    return createImage(2, shape[2]!, shape[3]!, data);
  };

  const direct: readonly [string, (image: Image) => Float64Array][] = [
    ['native', (image) => interpolateBilinear(encoded(image), 4, 4).data],
    ['upsampled', (image) => encoded(resize(image, 16, 16, 'bicubic', 'float')).data],
    [
      'pixel',
      ({ data }) =>
        Float64Array.from({ length: 64 }, (_, i) => {
          const [c, y, x] = [Math.floor(i / 16), Math.floor(i / 4) % 4, i % 4];
          return 2 * (2 * data[(2 * y + Math.floor(c / 2)) * 8 + 2 * x + (c % 2)]! - 1);
        }),
    ],
  ];
  for (const [mode, wanted] of direct) {
    it(`${mode} is what its description says of each image alone, of a full batch and its remainder`, async () => {
      const made = await conditioned(mode);
      expect(made.map(({ id }) => id)).to.deep.equal(low.map(({ id }) => id));
      for (const i of [0, batchSize - 1, batchSize]) {
        expect([made[i]!.image.height, made[i]!.image.width]).to.deep.equal([4, 4]);
        expect(largest(made[i]!.image.data, wanted(low[i]!.image)), `image ${i}`).to.be.below(1e-4);
      }
    });
  }
});
