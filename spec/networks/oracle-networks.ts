import { lpips } from '../../harness/networks/alexnet-lpips.ts';
import type { Autoencoder } from '../../harness/networks/autoencoder.ts';
import { autoencoderKl } from '../../harness/networks/autoencoder-kl.ts';
import type { Tensors, Weights } from '../../harness/networks/engine.ts';
import { inceptionV3 } from '../../harness/networks/inception-v3.ts';
import { autoencoderWeights, type Layout, layouts, networkWeights } from '../../harness/networks/layout.ts';
import type { Network } from '../../harness/networks/network.ts';
import { rrdb } from '../../harness/networks/rrdb.ts';
import { scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import { swinir, swinirClassical, swinirReal } from '../../harness/networks/swinir.ts';
import { unet2d } from '../../harness/networks/unet-2d.ts';
import { oracleCases, oracleInputs, oracleTensors } from './oracle-tensors.ts';

/** A network with the oracle's weights and inputs, and what the original gave. */
export interface OracleNetwork {
  readonly title: string;
  readonly network: Network;
  readonly weights: Weights;
  readonly inputs: Tensors;
  readonly outputs: Readonly<Record<string, readonly number[]>>;
  /** How far double precision may be from the original's, relative to the largest value. */
  readonly exactness: number;
}

const COMPVIS = { channels: 32, multipliers: [1, 2], blocks: 1, groups: 32 };
const NARROW = {
  imageChannels: 3,
  channels: 12,
  depths: [2, 2],
  heads: 3,
  window: 4,
  hidden: 2,
  residual: '1conv',
} as const;
/** The originals embed time in 32 bits whatever the network's precision. */
const TIMED = 2e-5;
const EXACT = 1e-9;
/** The original adds in 32 bits what we add in 64: merged updates, mean colours, TensorFlow's resize. */
const ROUNDED = 1e-6;

/** Every case of golden/oracles/networks.json. */
export function oracleNetworks(): OracleNetwork[] {
  const ends = { imageChannels: 1, innerChannels: 4, latentChannels: 3 };
  const { autoencoder } = layouts;
  return [
    ...autoencoderCase('compvis', autoencoderKl('compvis', { ...COMPVIS, ...ends }), autoencoder(2)),
    ...autoencoderCase(
      'compvis-lora',
      autoencoderKl('compvis', { ...COMPVIS, ...ends }),
      autoencoder(2),
      ROUNDED,
    ),
    ...autoencoderCase(
      'diffusers',
      autoencoderKl('diffusers', {
        channels: 8,
        multipliers: [1, 2, 2],
        blocks: 2,
        groups: 4,
        imageChannels: 3,
        innerChannels: 4,
        latentChannels: 4,
      }),
      autoencoder(3),
    ),
    ...autoencoderCase(
      'scale-f4',
      scaleAutoencoder('f4', { latentChannels: 3, widths: [6, 8] }),
      layouts.plain,
    ),
    ...autoencoderCase(
      'scale-f8',
      scaleAutoencoder('f8', { latentChannels: 4, widths: [6, 8, 10] }),
      layouts.plain,
    ),
    single('unet-2d', unet('unet-2d', [16, 16, 32, 32], 2, [2], 8), layouts.plain, TIMED),
    single('unet-2d-small', unet('unet-2d-small', [8, 24], 1, [0, 1], 4), layouts.plain, TIMED),
    single(
      'scale-unet',
      scaleUnet('scale-unet', { latentChannels: 3, channels: 8, timeChannels: 16 }),
      layouts.plain,
      TIMED,
    ),
    single('rrdb', rrdb('rrdb', { imageChannels: 3, channels: 8, blocks: 2, growth: 32 }), layouts.rrdb),
    single('swinir', swinir('swinir', { ...swinirClassical, ...NARROW }), layouts.swinir, ROUNDED),
    single(
      'swinir-lightweight',
      swinir('swinir', { ...NARROW, scale: 3, upsampler: 'pixelshuffledirect' }),
      layouts.swinir,
      ROUNDED,
    ),
    single(
      'swinir-real',
      swinir('swinir', { ...swinirReal, ...NARROW, residual: '3conv' }),
      layouts.swinir,
      ROUNDED,
    ),
    single(
      'swinir-same-size',
      swinir('swinir', { ...NARROW, scale: 1, upsampler: 'none' }),
      layouts.swinir,
      ROUNDED,
    ),
    single('lpips', lpips('lpips', { channels: LPIPS, epsilon: 'outside' }), layouts.lpips),
    single('lpips-torchmetrics', lpips('lpips', { channels: LPIPS, epsilon: 'inside' }), layouts.lpips),
    single(
      'inception',
      inceptionV3('inception', { divisor: 16, preparation: 'pytorch-fid' }),
      layouts.inception,
    ),
    single(
      'inception-torch-fidelity',
      inceptionV3('inception', { divisor: 16, preparation: 'torch-fidelity' }),
      layouts.inception,
      ROUNDED,
    ),
  ];
}

const LPIPS = [8, 12, 16, 12, 8] as const;

function unet(
  name: string,
  levels: number[],
  blocks: number,
  attentionLevels: number[],
  headChannels: number,
) {
  return unet2d(name, {
    inChannels: 4,
    outChannels: 2,
    levels,
    blocks,
    attentionLevels,
    headChannels,
    groups: 4,
    epsilon: 1e-5,
  });
}

function autoencoderCase(
  name: string,
  autoencoder: Autoencoder,
  layout: Layout,
  exactness = EXACT,
): OracleNetwork[] {
  const weights = autoencoderWeights(autoencoder, oracleTensors(name), layout, name);
  const { latent, image } = oracleCases[name]!.outputs as Record<
    'latent' | 'image',
    { shape: number[]; data: number[] }
  >;
  const { encoder, decoder } = autoencoder;
  const code = { shape: latent.shape, data: Float32Array.from(latent.data) };
  return [
    {
      title: `${name} encoder`,
      network: encoder,
      weights,
      inputs: oracleInputs(name, false),
      outputs: { latent: latent.data },
      exactness,
    },
    {
      title: `${name} decoder`,
      network: decoder,
      weights,
      inputs: { latent: code },
      outputs: { image: image.data },
      // The original decoded the latent before it was rounded to 32 bits.
      exactness: 1e-5,
    },
  ];
}

function single(name: string, network: Network, layout: Layout, exactness = EXACT): OracleNetwork {
  const unit = /^(?:rrdb|swinir|inception)/.test(name);
  const inputs = oracleInputs(name, unit);
  const shapes = Object.fromEntries(Object.entries(inputs).map(([key, { shape }]) => [key, shape]));
  const weights = networkWeights(network, shapes, oracleTensors(name), layout, name);
  const outputs = Object.entries(oracleCases[name]!.outputs).map(([key, { data }]) => [key, data] as const);
  return { title: name, network, weights, inputs, outputs: Object.fromEntries(outputs), exactness };
}
