import { expect } from 'chai';
import { onnxEngine } from '../../harness/edges/engines/onnx/engine.ts';
import { lpips, lpipsAlex } from '../../harness/networks/alexnet-lpips.ts';
import type { Weights } from '../../harness/networks/engine.ts';
import { inceptionV3 } from '../../harness/networks/inception-v3.ts';
import type { InputShapes, Network } from '../../harness/networks/network.ts';
import { autoencoderOf } from '../../harness/networks/published-autoencoders.ts';
import { esrgan, rrdb } from '../../harness/networks/rrdb.ts';
import { scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import { swinir, swinirClassical } from '../../harness/networks/swinir.ts';
import { paperUnet2d, unet2d } from '../../harness/networks/unet-2d.ts';
import { worstRelative } from '../networks/compiled-run.ts';
import { spread, spreadWeights } from '../networks/spread-weights.ts';

const scale = scaleAutoencoder('scale', { latentChannels: 3, widths: [16, 32] });
const sd = autoencoderOf('sdvae');

/** Networks at their published widths, and inputs of as many pixels as part well among threads. */
const networks: readonly (readonly [Network, InputShapes])[] = [
  [scale.encoder, { image: [3, 1, 68, 60] }],
  [scale.decoder, { latent: [8, 3, 16, 16] }],
  [
    scaleUnet('scale-unet', { latentChannels: 3, channels: 32, timeChannels: 64 }),
    { sample: [5, 6, 12, 20], time: [5] },
  ],
  [unet2d('unet', { ...paperUnet2d(4, 32), levels: [128, 256, 512] }), { sample: [1, 8, 32, 32], time: [1] }],
  [sd.encoder, { image: [1, 3, 72, 64] }],
  [sd.decoder, { latent: [1, 4, 9, 8] }],
  [rrdb('esrgan', { ...esrgan, blocks: 1 }), { image: [1, 3, 40, 24] }],
  [swinir('swinir', { ...swinirClassical, depths: [2, 2] }), { image: [1, 3, 24, 40] }],
  [lpips('lpips', lpipsAlex), { image: [1, 3, 64, 72], reference: [1, 3, 64, 72] }],
  [inceptionV3('inception', { divisor: 1, preparation: 'pytorch-fid' }), { image: [1, 3, 75, 80] }],
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

function inputsOf(shapes: InputShapes) {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, { shape, data: spread(shape, 1) }]),
  );
}

describe('threads of ONNX Runtime', () => {
  for (const [network, shapes] of networks)
    it(`${network.name} gives the same bytes with 1, 2 and 5`, async () => {
      const weights = weightsOf(network, shapes);
      let first: Float32Array | undefined;
      for (const threads of [1, 2, 5]) {
        const compiled = await onnxEngine({ threads }).compile(network, shapes, weights);
        const { data } = (await compiled.run(inputsOf(shapes)))[network.outputs[0]!]!;
        await compiled.dispose();
        expect(new Set(data).size, 'values that differ from each other').to.be.above(data.length / 4);
        first ??= data;
        expect(Buffer.from(data.buffer).equals(Buffer.from(first.buffer)), `${threads} threads`).to.equal(
          true,
        );
      }
    });

  it('decide the last digits of a training, which is why trainings take one', async () => {
    const unet = scaleUnet('unet', { latentChannels: 3, channels: 32, timeChannels: 64 });
    const loss: Network = {
      name: 'loss',
      inputs: ['sample', 'time'],
      outputs: ['loss'],
      run({ ops, ...scope }, given) {
        const { prediction } = unet.run({ ops, ...scope }, given);
        return { loss: ops.mean(ops.mul(prediction!, prediction!), [0, 1, 2, 3]) };
      },
    };
    const shapes = { sample: [16, 6, 16, 16], time: [16] };
    const weights = weightsOf(loss, shapes);
    const [one, two] = await Promise.all(
      [1, 2].map(async (threads) => {
        const differentiated = await onnxEngine({ threads }).differentiate(loss, shapes);
        const { gradients } = await differentiated.run(inputsOf(shapes), weights);
        await differentiated.dispose();
        return gradients;
      }),
    );
    const apart = [...one!].map(([name, gradient]) => worstRelative([...two!.get(name)!], [...gradient]));
    console.log(
      `      gradients of 2 threads from those of 1: ${Math.max(...apart).toExponential(1)} of the largest`,
    );
    expect(Math.max(...apart)).to.be.within(1e-9, 1e-4);
  });
});
