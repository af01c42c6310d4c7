import { autoencoderKl } from '../../harness/networks/autoencoder-kl.ts';
import type { Compiled, Tensors } from '../../harness/networks/engine.ts';
import type { InputShapes, Network } from '../../harness/networks/network.ts';
import { scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import { unet2d } from '../../harness/networks/unet-2d.ts';
import { enginesPresent } from '../laws/engines-present.ts';
import { spread, spreadWeights } from '../networks/spread-weights.ts';
import type { Bench } from './bench.ts';

const embedded = scaleAutoencoder('scale', { latentChannels: 3, widths: [16, 32] });
const denoiser = scaleUnet('scale-unet', { latentChannels: 3, channels: 32, timeChannels: 64 });
const kl = autoencoderKl('kl', {
  channels: 128,
  multipliers: [1, 2, 4, 4],
  blocks: 2,
  groups: 32,
  imageChannels: 3,
  innerChannels: 4,
  latentChannels: 4,
});
export const paperUnet = unet2d('unet-2d', {
  inChannels: 6,
  outChannels: 3,
  levels: [128, 256, 512, 512],
  blocks: 2,
  attentionLevels: [2],
  headChannels: 8,
  groups: 32,
  epsilon: 1e-5,
});

/** The same in diffusers, as `m`. */
export const PAPER_UNET =
  'm = diffusers.UNet2DModel(in_channels=6, out_channels=3, block_out_channels=(128, 256, 512, 512), layers_per_block=2, down_block_types=("DownBlock2D", "DownBlock2D", "AttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "AttnUpBlock2D", "UpBlock2D", "UpBlock2D"))';

const scaleModels = 'import torch\ntorch.set_grad_enabled(False)\nimport networks_scale\n';
const diffusers = 'import torch\ntorch.set_grad_enabled(False)\nimport diffusers\n';
const sdVae = `${diffusers}m = diffusers.AutoencoderKL(in_channels=3, out_channels=3, latent_channels=4, layers_per_block=2, block_out_channels=(128, 256, 512, 512), down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4).eval()\n`;

/** A network at sizes, and the same in PyTorch. */
interface Call {
  readonly name: string;
  readonly network: Network;
  readonly shapes: InputShapes;
  readonly python: string;
}

const calls: readonly Call[] = [
  {
    name: 'embedded autoencoder encodes 8 of 64x64',
    network: embedded.encoder,
    shapes: { image: [8, 1, 64, 64] },
    python: `${scaleModels}m = networks_scale.Autoencoder(4, 3, (16, 32))\nx = torch.randn(8, 1, 64, 64)\ndef run(): m.encode(x)\n`,
  },
  {
    name: 'embedded autoencoder decodes 8 of 64x64',
    network: embedded.decoder,
    shapes: { latent: [8, 3, 16, 16] },
    python: `${scaleModels}m = networks_scale.Autoencoder(4, 3, (16, 32))\nx = torch.randn(8, 3, 16, 16)\ndef run(): m.decode(x)\n`,
  },
  {
    name: 'embedded denoiser, 16 latents of 16x16',
    network: denoiser,
    shapes: { sample: [16, 6, 16, 16], time: [16] },
    python: `${scaleModels}m = networks_scale.UNet(3, 32, 64)\nx = torch.randn(16, 6, 16, 16)\nt = torch.rand(16)\ndef run(): m(x, t)\n`,
  },
];

const paperCalls: readonly Call[] = [
  {
    name: "the paper's denoiser, one latent of 64x64",
    network: paperUnet,
    shapes: { sample: [1, 6, 64, 64], time: [1] },
    python: `${diffusers}${PAPER_UNET}.eval()\nx = torch.randn(1, 6, 64, 64)\ndef run(): m(x, 500)\n`,
  },
  {
    name: 'SD-VAE encodes one of 256x256',
    network: kl.encoder,
    shapes: { image: [1, 3, 256, 256] },
    python: `${sdVae}x = torch.randn(1, 3, 256, 256)\ndef run(): m.encode(x).latent_dist.mode()\n`,
  },
  {
    name: 'SD-VAE decodes one of 256x256',
    network: kl.decoder,
    shapes: { latent: [1, 4, 32, 32] },
    python: `${sdVae}x = torch.randn(1, 4, 32, 32)\ndef run(): m.decode(x)\n`,
  },
];

/**
 * Every call on every engine present, one thread on both sides. With BENCH_PAPER set, the paper's sizes too: each
 * call takes seconds.
 */
export const benches: readonly Bench[] = [
  ...calls,
  ...(process.env['BENCH_PAPER'] ? paperCalls : []),
].flatMap((call) => enginesPresent.map((engine) => bench(call, engine)));

function bench({ name, network, shapes, python }: Call, engine: (typeof enginesPresent)[number]): Bench {
  let ready: Promise<Compiled> | undefined;
  const inputs: Tensors = Object.fromEntries(
    Object.entries(shapes).map(([key, shape]) => [key, { shape, data: spread(shape, 1) }]),
  );
  return {
    name: `${engine.name}: ${name}`,
    python,
    async run() {
      ready ??= engine
        .open()
        .then((opened) => opened.compile(network, shapes, spreadWeights(network, shapes)));
      await (await ready).run(inputs);
    },
  };
}
