import { expect } from 'chai';
import fc from 'fast-check';
import { compiled, onnxEngine } from '../../../../harness/edges/engines/onnx/engine.ts';
import { openOnnxModel } from '../../../../harness/edges/engines/onnx/model.ts';
import { onnxRuntime } from '../../../../harness/edges/engines/onnx/runtime.ts';
import { sessionOptions } from '../../../../harness/edges/engines/onnx/session-options.ts';
import { autoencoderKl } from '../../../../harness/networks/autoencoder-kl.ts';
import { declared } from '../../../../harness/networks/declared.ts';
import { initialWeights } from '../../../../harness/networks/initial-weights.ts';
import type { InputShapes, Network } from '../../../../harness/networks/network.ts';
import { count } from '../../../../harness/networks/shapes.ts';
import { swinir, swinirLightweight } from '../../../../harness/networks/swinir.ts';
import { unet2d } from '../../../../harness/networks/unet-2d.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';
import { stream } from '../../../../harness/numeric/stream.ts';
import { compiledRun, worstRelative } from '../../../networks/compiled-run.ts';
import { runs } from '../../../runs.ts';

type ShapesOf = (batch: number, height: number, width: number) => InputShapes;

const { encoder, decoder } = autoencoderKl('kl', {
  ...{ channels: 4, multipliers: [1, 2, 2], blocks: 1, groups: 2 },
  ...{ imageChannels: 2, innerChannels: 3, latentChannels: 2 },
});
const unet = unet2d('unet', {
  ...{ inChannels: 2, outChannels: 1, levels: [4, 8], blocks: 1, attentionLevels: [1] },
  ...{ headChannels: 4, groups: 2, epsilon: 1e-5 },
});
const networks: readonly (readonly [Network, ShapesOf])[] = [
  [encoder, (b, h, w) => ({ image: [b, 2, 4 * h, 4 * w] })],
  [decoder, (b, h, w) => ({ latent: [b, 2, h, w] })],
  [unet, (b, h, w) => ({ sample: [b, 2, 2 * h, 2 * w], time: [b] })],
];
const size = fc.integer({ min: 1, max: 9 });
const weightsOf = (network: Network, shapes: ShapesOf) =>
  initialWeights(declared(network, shapes(1, 2, 3)).parameters, 1);

describe('a model whose sizes are open', () => {
  for (const [network, shapes] of networks) {
    it(`${network.name} gives for any batch, height and width what one of that size gives`, async () => {
      const weights = weightsOf(network, shapes);
      const { InferenceSession } = await onnxRuntime();
      const session = await InferenceSession.create(
        openOnnxModel(network, shapes, weights),
        sessionOptions({ threads: 1 }),
      );
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 4 }), size, size, async (batch, height, width) => {
          const sizes = shapes(batch, height, width);
          const draws = stream(1, 'open');
          const inputs = Object.fromEntries(
            Object.entries(sizes).map(([name, shape]) => [
              name,
              { shape, data: Float32Array.from({ length: count(shape) }, () => draws.normal()) },
            ]),
          );
          const [output] = network.outputs as [string];
          const expected = (await compiledRun(onnxEngine({ threads: 1 }), network, inputs, weights))[output]!;
          const found = (await compiled(network.name, session, sizes).run(inputs))[output]!;
          expect(found.shape).to.eql(expected.shape);
          expect(worstRelative(found.data, expected.data)).to.be.below(1e-5);
        }),
        { numRuns: runs(25) },
      );
      await session.release();
    });
  }

  it('names its open axes, those of the result that are as long as the input’s by the same name', async () => {
    const model = openOnnxModel(encoder, networks[0]![1], weightsOf(...networks[0]!));
    const { InferenceSession } = await onnxRuntime();
    const session = await InferenceSession.create(model, sessionOptions({ threads: 1 }));
    const sizes = (ends: typeof session.inputMetadata) => ends.map((end) => end.isTensor && end.shape);
    expect(sizes(session.inputMetadata)).to.eql([['batch', 2, 'height', 'width']]);
    expect(sizes(session.outputMetadata)).to.eql([['batch', 2, 'latent_height', 'latent_width']]);
    await session.release();
  });

  it('is refused of a network whose operations depend on the size', () => {
    const shapes: ShapesOf = (b, h, w) => ({ image: [b, 3, 4 * h, 4 * w] });
    const network = swinir('swinir', {
      ...swinirLightweight,
      ...{ channels: 8, depths: [2], heads: 2, window: 4, scale: 2 },
    });
    expect(() => openOnnxModel(network, shapes, weightsOf(network, shapes))).to.throw(
      InputError,
      'onnx: expected a network whose operations do not depend on the size of its input, got one that fixes ',
    );
  });
});
