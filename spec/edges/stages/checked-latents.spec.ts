import { expect } from 'chai';
import { writeSafetensors } from '../../../harness/edges/files/weights/safetensors.ts';
import { checkedLatentsStage } from '../../../harness/edges/stages/checked-latents.ts';
import { conditionStage } from '../../../harness/edges/stages/condition.ts';
import { encodeStage } from '../../../harness/edges/stages/encode.ts';
import { declared } from '../../../harness/networks/declared.ts';
import type { InputShapes, Network } from '../../../harness/networks/network.ts';
import { scaleAutoencoder } from '../../../harness/networks/scale-autoencoder.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { decodeStack, encodeStack, type StackItem } from '../../../harness/pipeline/image-stack.ts';
import type { Artifact } from '../../../harness/pipeline/stage.ts';
import { noContext } from '../../pipeline/stage-context.ts';
import { autoencoderRecipe } from '../../training/tiny-trainings.ts';

const { architecture } = autoencoderRecipe;
const autoencoder = scaleAutoencoder('autoencoder', architecture);
const named = { kind: 'scale', architecture } as const;
const drawn = (network: Network, inputs: InputShapes, seed: number) =>
  declared(network, inputs).parameters.map(({ name, shape }) => {
    const draws = stream(seed, name);
    const data = new Float32Array(shape.reduce((a, b) => a * b, 1)).map(() => draws.normal() / 4);
    return [name, { shape, data: name === 'sd' ? data.map((x) => 1 + Math.abs(x)) : data }] as const;
  });
const trained = (seed: number) => ({
  'weights.safetensors': writeSafetensors(
    new Map([
      ...drawn(autoencoder.encoder, { image: [1, 1, 16, 16] }, seed),
      ...drawn(autoencoder.decoder, { latent: [1, 2, 4, 4] }, seed),
    ]),
  ),
});
const weights = trained(3);
const images = (side: number): readonly StackItem[] =>
  Array.from({ length: 5 }, (_, i) => {
    const draws = stream(5, 'item', i);
    const data = Float64Array.from({ length: side ** 2 }, () => Math.round(255 * draws.uniform()) / 255);
    return { id: `i${i}`, subject: `s${i}`, image: createImage(1, side, side, data) };
  });
const hr = images(16);
const low = images(8);
const latentsOf = async (of: readonly StackItem[]) =>
  decodeStack(
    await encodeStage.run(
      { autoencoder: named },
      { images: encodeStack(of), autoencoder: weights },
      '',
      noContext,
    ),
    'latents',
  );
const checked = (cached: readonly StackItem[], inputs: Readonly<Record<string, Artifact>> = {}) =>
  Promise.resolve(
    checkedLatentsStage.run(
      { autoencoder: named, declared: 'heads' },
      { latents: encodeStack(cached, 'latents'), autoencoder: weights, ...inputs },
      '',
      noContext,
    ),
  );
const told = (cached: readonly StackItem[], inputs?: Parameters<typeof checked>[1]) =>
  checked(cached, inputs).then(
    () => 'taken',
    ({ message }: Error) => message,
  );
const times = (items: readonly StackItem[], by: number) =>
  items.map((item) => ({
    ...item,
    image: { ...item.image, data: item.image.data.map((value) => Math.fround(by * value)) },
  }));

describe('cached latents in place of encoding', () => {
  let latents: readonly StackItem[];
  before(async () => {
    latents = await latentsOf(hr);
  });
  const withImages = { images: encodeStack(hr) };

  it('are byte for byte what the encoder gives, in the order of the images', async () => {
    expect(await checked([...latents].reverse(), withImages)).to.deep.equal(encodeStack(latents, 'latents'));
  });

  it('may be more than the images are', async () => {
    const some = hr.slice(1, 3);
    const taken = await checked(latents, { images: encodeStack(some) });
    expect(taken).to.deep.equal(encodeStack(latents.slice(1, 3), 'latents'));
  });

  it('of LR images are byte for byte the condition that the LR images give', async () => {
    const clean = encodeStack(latents, 'latents');
    const condition = await conditionStage.run(
      { autoencoder: named, condition: { mode: 'native', pixelScale: 1 } },
      { low: encodeStack(low), images: encodeStack(hr), clean, autoencoder: weights },
      '',
      noContext,
    );
    const cached = await latentsOf(low);
    expect(cached[0]!.image.height).to.equal(2);
    expect(await checked(cached, { images: encodeStack(low), clean })).to.deep.equal(condition);
    expect(await checked(cached, { clean })).to.deep.equal(condition);
  });

  it('may be of half precision or drawn from a narrow posterior: a hundredth of their spread apart', async () => {
    const draws = stream(1, 'posterior');
    const near = latents.map((item) => ({
      ...item,
      image: {
        ...item.image,
        data: item.image.data.map((value) => Math.fround(value * (1 + draws.normal() / 100))),
      },
    }));
    expect(await told(near, withImages)).to.equal('taken');
  });

  it('run networks, so that their key follows the engine', () => {
    expect(checkedLatentsStage.runsNetworks).to.equal(true);
  });

  it('are held by three of them, evenly spaced', async () => {
    const wrongAt = (at: number) => latents.map((item, i) => (i === at ? times([item], 3)[0]! : item));
    const outcomes = [];
    for (const i of latents.keys()) outcomes.push((await told(wrongAt(i), withImages)) === 'taken');
    expect(outcomes).to.deep.equal([false, true, false, true, false]);
  });

  it('are told how far they are apart, of the spread about the mean, and how many times as large', async () => {
    for (const apart of [0.09, 0.55, 0.556]) {
      const { image } = latents[0]!;
      const mean = image.data.reduce((sum, value) => sum + value, 0) / image.data.length;
      const data = image.data.map((value) => Math.fround(value + apart * (value - mean)));
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
      const along = (dot(data, image.data) / dot(image.data, image.data)).toPrecision(2);
      const moved = [{ ...latents[0]!, image: { ...image, data } }];
      const message = await told(moved, { images: encodeStack(hr.slice(0, 1)) });
      if (apart < 0.1) expect(message).to.equal('taken');
      else expect(message).to.include(`${Math.round(100 * apart)} % apart, and ${along} times it along it`);
    }
  });

  it('of the size of the latents stay as they are to the sign of 0, and are resized where one side differs', async () => {
    const clean = encodeStack(latents, 'latents');
    const kept = createImage(
      2,
      4,
      4,
      Float64Array.from({ length: 32 }, (_, i) => (i === 0 ? -0 : i)),
    );
    const [same] = decodeStack(await checked([{ ...latents[0]!, image: kept }], { clean }), 'latents');
    expect(Object.is(same!.image.data[0], -0)).to.equal(true);
    for (const [height, width] of [
      [2, 4],
      [4, 2],
    ] as const) {
      const part = createImage(2, height, width, kept.data.slice(16));
      const [made] = decodeStack(await checked([{ ...latents[0]!, image: part }], { clean }), 'latents');
      expect([made!.image.height, made!.image.width]).to.deep.equal([4, 4]);
    }
  });

  for (const [what, wrong, message] of [
    [
      'scaled',
      () => times(latents, 0.18215),
      '% apart, and 0.18 times it along it; name the autoencoder and the images that they are of, and in "scale" what they were multiplied by',
    ],
    [
      'names that are moved by one',
      () => latents.map((item, i) => ({ ...latents[(i + 1) % 5]!, id: item.id, subject: item.subject })),
      'expected what its autoencoder encodes of the image, within 10 % of its spread',
    ],
    [
      'an image without a latent',
      () => latents.slice(0, 4),
      'experiments/latents/heads.json, image i4: expected a line of filenames.txt for every image, got none; take the cache of these very images',
    ],
    [
      'another subject',
      () => latents.map((item) => ({ ...item, subject: 'x' })),
      'image i0: expected the subject of the image, s0, got x; give both declarations one "subject"',
    ],
    [
      'latents of smaller images',
      () => latentsOf(low),
      'image i0: expected [2, 4, 4], what this autoencoder makes of [1, 16, 16], got [2, 2, 2]; name the autoencoder',
    ],
    [
      'other channels',
      () => latents.map((item) => ({ ...item, image: createImage(1, 4, 4, item.image.data.slice(16)) })),
      'expected [2, 4, 4], what this autoencoder makes of [1, 16, 16], got [1, 4, 4]',
    ],
  ] as const) {
    it(`are refused for ${what}`, async () => {
      expect(await told(await wrong(), withImages)).to.include(message);
    });
  }

  it('are refused where other weights encoded them', async () => {
    expect(await told(latents, { ...withImages, autoencoder: trained(4) })).to.include('% apart');
  });

  it("without images have the autoencoder's channels, and are held to the decoded latent, which one of drawn weights does not give back", async () => {
    const odd = latents.map((item) => ({ ...item, image: createImage(1, 4, 4, item.image.data.slice(16)) }));
    expect(await told(odd)).to.include(
      'expected [2, 4, 4], what this autoencoder makes of images, got [1, 4, 4]',
    );
    expect(await told(latents)).to.include('encodes of the decoded latent, within 50 % of its spread');
  });
});
