import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { onnxEngine } from '../../harness/edges/engines/onnx/engine.ts';
import type { Tensors, Weights } from '../../harness/networks/engine.ts';
import { layouts, networkWeights } from '../../harness/networks/layout.ts';
import type { Network } from '../../harness/networks/network.ts';
import type { Shape } from '../../harness/networks/ops.ts';
import { publishedAutoencoder } from '../../harness/networks/published-autoencoders.ts';
import { unet2d } from '../../harness/networks/unet-2d.ts';
import { worstRelative } from '../networks/compiled-run.ts';
import { generatedInput, generatedTensors } from '../networks/oracle-tensors.ts';

type Part = 'encoder' | 'decoder' | 'unet';

const oracle = JSON.parse(
  readFileSync(new URL('../../golden/oracles/networks-full.json', import.meta.url), 'utf8'),
) as {
  tensors: Record<'vae' | 'unet', [string, Shape][]>;
  outputs: Record<Part, number[]>;
  /** PyTorch's seconds on one thread of the machine that made the values, and its peak in MiB. */
  took: Record<Part, { seconds: number; memory: number }>;
};

describe("networks at the paper's full width", () => {
  it('SD-VAE encodes and decodes 256x256 as diffusers does, within 1e-4', async () => {
    const tensors = generatedTensors('full', oracle.tensors.vae);
    const { autoencoder, weights } = publishedAutoencoder('sdvae', tensors, 'networks-full.json');
    const image = generatedInput('full/image', [1, 3, 256, 256]);
    const latent = generatedInput('full/latent', [1, 4, 32, 32]);
    await check('encoder', autoencoder.encoder, { image }, weights);
    await check('decoder', autoencoder.decoder, { latent }, weights);
  });

  it("the paper's UNet gives at 64x64 what diffusers gives, within 1e-4", async () => {
    const network = unet2d('unet', {
      inChannels: 6,
      outChannels: 3,
      levels: [128, 256, 512, 512],
      blocks: 2,
      attentionLevels: [2],
      headChannels: 8,
      groups: 32,
      epsilon: 1e-5,
    });
    const sample = generatedInput('full/sample', [1, 6, 64, 64]);
    const inputs = { sample, time: { shape: [1], data: Float32Array.of(500) } };
    const shapes = { sample: sample.shape, time: [1] };
    const tensors = generatedTensors('full', oracle.tensors.unet);
    const weights = networkWeights(network, shapes, tensors, layouts.plain, 'networks-full.json');
    await check('unet', network, inputs, weights);
  });
});

/** Runs once to warm up and once for the clock, prints what it took, and compares the kept values. */
async function check(part: Part, network: Network, inputs: Tensors, weights: Weights) {
  const kept = oracle.outputs[part];
  const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
  const compiled = await onnxEngine({ threads: 1 }).compile(network, shapes, weights);
  await compiled.run(inputs);
  const start = performance.now();
  const results = await compiled.run(inputs);
  const seconds = (performance.now() - start) / 1000;
  await compiled.dispose();
  const memory = process.resourceUsage().maxRSS / 2 ** 10;
  const { data } = results[network.outputs[0]!]!;
  const distance = Math.floor(data.length / kept.length);
  const worst = worstRelative(
    kept.map((_, i) => data[i * distance]!),
    kept,
  );
  console.log(
    `      ${network.name}: ${seconds.toFixed(2)} s on one thread, ${memory.toFixed(0)} MiB at most so far, worst ${worst.toExponential(1)}; PyTorch took ${oracle.took[part].seconds} s and ${oracle.took[part].memory} MiB where the values were made`,
  );
  expect(worst).to.be.below(1e-4);
}
