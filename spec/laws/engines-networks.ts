import fc from 'fast-check';
import { lpips } from '../../harness/networks/alexnet-lpips.ts';
import { autoencoderKl } from '../../harness/networks/autoencoder-kl.ts';
import { declared } from '../../harness/networks/declared.ts';
import type { Tensors, Weights } from '../../harness/networks/engine.ts';
import { inceptionV3 } from '../../harness/networks/inception-v3.ts';
import type { InputShapes, Network } from '../../harness/networks/network.ts';
import type { Shape } from '../../harness/networks/ops.ts';
import { rrdb } from '../../harness/networks/rrdb.ts';
import { scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import { count } from '../../harness/networks/shapes.ts';
import { swinir, swinirLightweight } from '../../harness/networks/swinir.ts';
import { unet2d } from '../../harness/networks/unet-2d.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { diffir } from '../../harness/training/diffir-networks.ts';

/** A small network with inputs of some size and values for everything. */
export interface NetworkCase {
  readonly told: string;
  readonly network: Network;
  readonly inputs: Tensors;
  readonly weights: Weights;
}

const KL = { channels: 4, blocks: 1, groups: 2, imageChannels: 2, innerChannels: 3, latentChannels: 2 };

const kl = autoencoderKl('kl', { ...KL, multipliers: [1, 2, 2] });
const scale = scaleAutoencoder('scale', { latentChannels: 3, widths: [4, 6] });
const unet = {
  inChannels: 2,
  outChannels: 1,
  levels: [4, 8, 8],
  blocks: 1,
  attentionLevels: [1],
  headChannels: 4,
  groups: 2,
  epsilon: 1e-5,
};

/** Small relatives of every network, over random sizes. */
export const networkCases: Readonly<Record<string, fc.Arbitrary<NetworkCase>>> = {
  'autoencoder-kl encoder': over(kl.encoder, 4, (b, h, w) => ({ image: [b, 2, h, w] })),
  'autoencoder-kl decoder': over(kl.decoder, 1, (b, h, w) => ({ latent: [b, 2, h, w] })),
  'scale encoder': over(scale.encoder, 4, (b, h, w) => ({ image: [b, 1, h, w] })),
  'scale decoder': over(scale.decoder, 1, (b, h, w) => ({ latent: [b, 3, h, w] })),
  'unet-2d': over(unet2d('unet', unet), 4, (b, h, w) => ({ sample: [b, 2, h, w], time: [b] })),
  'scale unet': over(
    scaleUnet('unet', { latentChannels: 2, channels: 8, timeChannels: 8 }),
    2,
    (b, h, w) => ({
      sample: [b, 4, h, w],
      time: [b],
    }),
  ),
  rrdb: over(rrdb('rrdb', { imageChannels: 1, channels: 4, blocks: 1, growth: 2 }), 1, (b, h, w) => ({
    image: [b, 1, h + 1, w + 1],
  })),
  // One more than the windows divide: the image is mirrored.
  swinir: over(
    swinir('swinir', { ...swinirLightweight, channels: 8, depths: [2], heads: 2, window: 4, scale: 2 }),
    3,
    (b, h, w) => ({ image: [b, 3, h + 1, w + 1] }),
  ),
  'swinir at one size': over(
    swinir('swinir', {
      ...swinirLightweight,
      channels: 8,
      depths: [2],
      heads: 2,
      window: 4,
      scale: 1,
      upsampler: 'none',
      residual: '3conv',
    }),
    3,
    (b, h, w) => ({ image: [b, 3, h + 1, w + 1] }),
  ),
  // Odd sizes are mirrored.
  diffir: over(
    diffir(
      {
        ...{ channels: 4, blocks: [1, 1], heads: [1, 2], hidden: 2 },
        prior: { length: 4, channels: 4, blocks: 1 },
      },
      { schedule: { kind: 'linear', steps: 2, firstBeta: 0.1, lastBeta: 0.9 }, layers: 1 },
      2,
    ),
    2,
    (b, h, w) => ({ low: [b, 1, h + 1, w + 1], start: [b, 4] }),
  ),
  // It brings every image to 299x299 itself.
  inception: over(inceptionV3('inception', { divisor: 16, preparation: 'pytorch-fid' }), 40, (_b, h, w) => ({
    image: [1, 3, h, w + 9],
  })),
  lpips: over(lpips('lpips', { channels: [4, 4, 4, 4, 4], epsilon: 'outside' }), 32, (b, h, w) => ({
    image: [b, 3, h, w + 7],
    reference: [b, 3, h, w + 7],
  })),
};

function over(
  network: Network,
  multiple: number,
  shapes: (batch: number, height: number, width: number) => InputShapes,
): fc.Arbitrary<NetworkCase> {
  const size = fc.integer({ min: 1, max: 3 });
  return fc.tuple(fc.integer({ min: 1, max: 2 }), size, size, fc.nat(1e6)).map(([batch, h, w, seed]) => {
    const sizes = shapes(batch, h * multiple, w * multiple);
    const told = `${network.name} ${JSON.stringify(sizes)} seed ${seed}`;
    const inputs = Object.entries(sizes).map(([name, shape]) => [name, drawn(shape, 1, seed, name)] as const);
    const weights = declared(network, sizes).parameters.map(({ name, shape, initial }) => {
      const around = initial.kind === 'constant' ? initial.value : 0;
      const width = shape.length > 1 ? Math.sqrt(3 / count(shape.slice(1))) : 0.2;
      const values = drawn(shape, width, seed, name);
      return [name, { shape, data: values.data.map((value) => around + value) }] as const;
    });
    return { told, network, inputs: Object.fromEntries(inputs), weights: new Map(weights) };
  });
}

function drawn(shape: Shape, width: number, seed: number, name: string) {
  const draws = stream(seed, name);
  return {
    shape,
    data: Float32Array.from({ length: count(shape) }, () => width * (2 * draws.uniform() - 1)),
  };
}
