import { expect } from 'chai';
import type { Engine, Weights } from '../../harness/networks/engine.ts';
import type { InputShapes, Network } from '../../harness/networks/network.ts';
import { esrgan, rrdb } from '../../harness/networks/rrdb.ts';
import { scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import type { Tensor } from '../../harness/networks/tensor.ts';
import { paperUnet2d, unet2d } from '../../harness/networks/unet-2d.ts';
import { enginesPresent } from '../laws/engines-present.ts';
import { spread, spreadWeights } from '../networks/spread-weights.ts';

const IMAGES = 3;
const scale = scaleAutoencoder('scale', { latentChannels: 3, widths: [16, 32] });

/** Networks of each kind, with attention and without. */
const networks: readonly (readonly [Network, InputShapes])[] = [
  [scale.encoder, { image: [IMAGES, 1, 64, 64] }],
  [scale.decoder, { latent: [IMAGES, 3, 16, 16] }],
  [
    scaleUnet('scale-unet', { latentChannels: 3, channels: 32, timeChannels: 64 }),
    { sample: [IMAGES, 6, 16, 16], time: [IMAGES] },
  ],
  [
    unet2d('unet', { ...paperUnet2d(4, 32), levels: [128, 256] }),
    { sample: [IMAGES, 8, 16, 16], time: [IMAGES] },
  ],
  [rrdb('esrgan', { ...esrgan, blocks: 1 }), { image: [IMAGES, 3, 20, 24] }],
];

/** Weights of which no layer's are 0, as those of layers are that begin as nothing. */
function weightsOf(network: Network, shapes: InputShapes): Weights {
  return new Map(
    [...spreadWeights(network, shapes)].map(([name, { shape, data }]) => [
      name,
      { shape, data: data.some((value) => value !== 0) ? data : spread(shape, 0.1) },
    ]),
  );
}

/** Results of a network for images that go through so many at a time, end to end. */
async function inCalls(engine: Engine, network: Network, shapes: InputShapes, at: number) {
  const inputs = Object.entries(shapes).map(
    ([name, shape]) => [name, { shape, data: spread(shape, 1) }] as const,
  );
  const weights = weightsOf(network, shapes);
  const results: number[] = [];
  for (let from = 0; from < IMAGES; from += at) {
    const size = Math.min(at, IMAGES - from);
    const part: Record<string, Tensor> = Object.fromEntries(
      inputs.map(([name, { shape, data }]) => {
        const row = data.length / IMAGES;
        const own = { shape: [size, ...shape.slice(1)], data: data.slice(from * row, (from + size) * row) };
        return [name, own];
      }),
    );
    const sizes = Object.fromEntries(Object.entries(part).map(([name, { shape }]) => [name, shape]));
    const compiled = await engine.compile(network, sizes, weights);
    results.push(...(await compiled.run(part))[network.outputs[0]!]!.data);
    await compiled.dispose();
  }
  return Float32Array.from(results);
}

/** Fails where images differ, in units of their largest value, by more than `within` from what they are alone. */
async function alike(engine: Engine, network: Network, shapes: InputShapes, within = 0): Promise<void> {
  const together = await inCalls(engine, network, shapes, IMAGES);
  expect(new Set(together).size, 'values that differ').to.be.at.least(Math.min(IMAGES, together.length));
  const largest = together.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (const at of [1, 2]) {
    const apart = await inCalls(engine, network, shapes, at);
    const off = apart.reduce((most, value, i) => Math.max(most, Math.abs(value - together[i]!)), 0);
    expect(off / largest, `${at} at a time`).to.be.at.most(within);
  }
}

/**
 * How far an image's result may be from what it is alone: nowhere by default. TensorFlow's native kernels are chosen
 * by shape and processor (oneDNN), and sum in another order: there the results agree to float32's rounding, and how
 * many go through at once is part of what was computed.
 */
const within = (engine: string) => (engine === 'tfjs-node' ? 1e-5 : 0);

describe('images that go through a network together', function () {
  this.timeout(120_000);
  for (const { name, open } of enginesPresent) {
    // TensorFlow.js without native code takes minutes for the others.
    const tried = networks.filter(([network]) => name === 'onnx' || network.name.startsWith('scale'));
    for (const [network, shapes] of tried)
      it(`have the ${within(name) === 0 ? 'bytes' : 'results'} that they have alone: ${network.name} on ${name}`, async () =>
        alike(await open(), network, shapes, within(name)));
  }

  it('are told from those that know how many they are, to the last bits', async () => {
    const engine = await enginesPresent[0]!.open();
    const wrong: Engine = {
      ...engine,
      async compile(network, shapes, weights) {
        const compiled = await engine.compile(network, shapes, weights);
        const size = Object.values(shapes)[0]![0]!;
        const run: typeof compiled.run = async (inputs) =>
          Object.fromEntries(
            Object.entries(await compiled.run(inputs)).map(([name, { shape, data }]) => [
              name,
              { shape, data: data.map((value) => value * (1 + size * 2 ** -22)) },
            ]),
          );
        return { ...compiled, run, dispose: () => compiled.dispose() };
      },
    };
    const [network, shapes] = networks[0]!;
    const failed = await alike(wrong, network, shapes).then(
      () => false,
      () => true,
    );
    expect(failed).to.equal(true);
  });
});
