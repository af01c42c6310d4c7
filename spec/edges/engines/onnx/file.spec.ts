import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { onnxEngine } from '../../../../harness/edges/engines/onnx/engine.ts';
import { openOnnxFile } from '../../../../harness/edges/engines/onnx/file.ts';
import { onnxModel, openOnnxModel } from '../../../../harness/edges/engines/onnx/model.ts';
import {
  featureMomentsOf,
  featuresOf,
  modelFeatures,
} from '../../../../harness/edges/networks/image-features.ts';
import type { InputShapes, Network } from '../../../../harness/networks/network.ts';
import type { Scope } from '../../../../harness/networks/scope.ts';
import { createImage } from '../../../../harness/numeric/image.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';

/** The mean of each channel, `[B, C, 1, 1]`. */
const means = network(['image'], ({ ops }, { image }) => ops.mean(image!, [2, 3]));
const overBatch = network(['image'], ({ ops }, { image }) => ops.mean(image!, [0, 2, 3]));
const two = network(['a', 'b'], ({ ops }, { a, b }) => ops.add(a!, b!));
const flat = network(['x'], ({ ops }, { x }) => ops.relu(x!));
const options = { threads: 1 };

describe("a user's ONNX model", () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const write = (name: string, of: Network, shapes: InputShapes) =>
    writeFileSync(at(name), onnxModel(of, shapes, new Map(), false).bytes);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-onnx-'));
    const image = (batch: number, height: number, width: number) => ({ image: [batch, 3, height, width] });
    writeFileSync(at('open.onnx'), openOnnxModel(means, image, new Map()));
    write('one.onnx', means, { image: [1, 1, 4, 4] });
    write('four.onnx', means, { image: [4, 1, 4, 4] });
    write('joined.onnx', overBatch, { image: [2, 1, 4, 4] });
    write('two.onnx', two, { a: [1, 1, 4, 4], b: [1, 1, 4, 4] });
    write('flat.onnx', flat, { x: [4, 4] });
    writeFileSync(at('empty.onnx'), '');
    writeFileSync(at('text.onnx'), 'not a model');
  });
  after(() => rmSync(folder, { recursive: true }));

  const images = [
    createImage(1, 4, 4, new Float64Array(16).fill(0.25)),
    createImage(1, 4, 4, new Float64Array(16).fill(0.5)),
  ];
  const features = async (name: string, of = images) =>
    featuresOf(onnxEngine(options), await modelFeatures(at(name), options), of);

  it('of open sizes gives the features of images of any sizes', async () => {
    const larger = createImage(
      3,
      2,
      6,
      Float64Array.from({ length: 36 }, (_, i) => Math.floor(i / 12) / 2),
    );
    const { count, dimension, data } = await features('open.onnx', [...images, larger]);
    expect([count, dimension]).to.eql([3, 3]);
    expect([...data]).to.eql([0.25, 0.25, 0.25, 0.5, 0.5, 0.5, 0, 0.5, 1]);
  });

  it('gives the moments of images that come one by one, sizes taking turns', async () => {
    const small = createImage(1, 2, 2, new Float64Array(4).fill(1));
    const order = [images[0]!, small, images[1]!, images[0]!, small];
    async function* coming() {
      yield* order;
    }
    const over = await modelFeatures(at('open.onnx'), options);
    const { count, mean, factor } = await featureMomentsOf(onnxEngine(options), over, coming(), 'set');
    expect(count).to.equal(5);
    expect(mean[0]).to.be.closeTo(0.6, 1e-15);
    const variance = factor.data.reduce((sum, value) => sum + value ** 2, 0) / 3;
    expect(variance).to.be.closeTo((2 * 0.35 ** 2 + 0.1 ** 2 + 2 * 0.4 ** 2) / 4, 1e-15);
  });

  it('for one image is run image by image', async () => {
    expect([...(await features('one.onnx')).data]).to.eql([0.25, 0.5]);
  });

  for (const [name, complaint] of [
    ['four.onnx', 'four.onnx: expected an input [4, 1, 4, 4], got [2, 1, 4, 4]; '],
    ['joined.onnx', 'joined.onnx: expected a result for each of 2 inputs, got [1, 1, 1, 1]; '],
    [
      'two.onnx',
      'two.onnx: expected one input of the feature extractor, float32 [B, C, H, W], got a float32 [1,1,4,4], b float32 [1,1,4,4]; ',
    ],
    [
      'flat.onnx',
      'flat.onnx: expected one input of the feature extractor, float32 [B, C, H, W], got x float32 [4,4]; ',
    ],
    ['empty.onnx', 'empty.onnx: expected an ONNX model, got an empty file; '],
    ['text.onnx', 'text.onnx: expected a model that ONNX Runtime opens, got Protobuf parsing failed.; '],
    ['absent.onnx', 'absent.onnx: expected an ONNX model, got nothing there; '],
  ] as const) {
    it(`${name} is refused by name`, async () => {
      const error = await features(name).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(InputError);
      expect((error as InputError).message).to.contain(complaint);
      expect((error as InputError).message.length).to.be.below(600);
    });
  }

  it('is refused as half of an autoencoder where its result is no image or latent', async () => {
    write(
      'vector.onnx',
      network(['image'], ({ ops }, { image }) => ops.reshape(image!, [1, 16])),
      {
        image: [1, 1, 4, 4],
      },
    );
    const error = await openOnnxFile(at('vector.onnx'), 'encoder', options).catch(
      (thrown: unknown) => thrown,
    );
    expect((error as InputError).message).to.contain(
      'expected one output of the encoder, float32 [B, C, H, W], got y float32 [1,16]; ',
    );
  });
});

function network(
  inputs: readonly string[],
  of: <T>(scope: Scope<T>, given: Readonly<Record<string, T>>) => T,
): Network {
  return { name: 'model', inputs, outputs: ['y'], run: (scope, given) => ({ y: of(scope, given) }) };
}
