// ESRGAN by the runtime that its npm packages are made for, for spec/networks/esrgan-layers.spec.ts:
//
//   node esrgan.mjs MODULES > esrgan.json
//
// MODULES is a node_modules folder that holds upscaler 1.0.0, @tensorflow/tfjs and the packages
// @upscalerjs/default-model, esrgan-slim, esrgan-medium and esrgan-thick, each 1.0.0. The image is a piece of
// the packages' own fixture.png. Besides the published models there is a small one with the layers of
// esrgan-thick, whose weights stand in the JSON, so that those layers are checked where that package is absent.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { decode } from 'fast-png';

// Which program each catalogued entry is held to, and the part of the document that has its values.
const COVERS = {
  "networks": {
    "layersNetwork": {"upscaler": "cases", "@tensorflow/tfjs": "small"}
  }
};

const HEIGHT = 6;
const WIDTH = 5;
const TOP = 60;
const LEFT = 50;
const published = [
  ['slim', 2],
  ['slim', 3],
  ['slim', 4],
  ['slim', 8],
  ['medium', 4],
  ['thick', 4],
];

const modules = resolve(process.argv[2]);
const require = createRequire(join(modules, 'esrgan.mjs'));
const tf = require('@tensorflow/tfjs');
const Upscaler = require(join(modules, 'upscaler/dist/browser/umd/upscaler.js'));
const folderOf = (model) => join(modules, '@upscalerjs', `esrgan-${model}`);
const definitionOf = (model, scale) =>
  require(join(folderOf(model), `dist/cjs/models/esrgan-${model}/src/x${scale}/cjs.js`));

await tf.setBackend('cpu');
const pixels = fixture();
const cases = [];
const server = createServer(({ url }, response) => response.end(readFileSync(join(modules, url))));
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
for (const [model, scale] of published) {
  const file = `@upscalerjs/esrgan-${model}/models/x${scale}/model.json`;
  const path = `http://127.0.0.1:${server.address().port}/${file}`;
  const upscaler = new Upscaler({ model: { ...definitionOf(model, scale), path } });
  const enlarged = await upscaler.execute(tf.tensor3d(pixels, [HEIGHT, WIDTH, 3]), { output: 'tensor' });
  const sha256 = createHash('sha256').update(readFileSync(join(modules, file))).digest('hex');
  cases.push({ model, scale, sha256, ...written(enlarged) });
}
server.close();

const versions = Object.fromEntries(
  ['upscaler', '@tensorflow/tfjs', '@upscalerjs/esrgan-slim'].map((name) => [
    name,
    JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')).version,
  ]),
);
const document = { versions, covers: COVERS, height: HEIGHT, width: WIDTH, pixels, cases, small: await small() };
process.stdout.write(`${JSON.stringify(document)}\n`);

/** Red, green and blue of each pixel in [0, 255]. */
function fixture() {
  const { data, width, channels } = decode(readFileSync(join(folderOf('slim'), 'assets/fixture.png')));
  return Array.from({ length: HEIGHT * WIDTH * 3 }, (_, i) => {
    const [y, x, c] = [Math.floor(i / 3 / WIDTH), Math.floor(i / 3) % WIDTH, i % 3];
    return data[((TOP + y) * width + LEFT + x) * channels + c];
  });
}

function written(tensor) {
  return { shape: tensor.shape, enlarged: [...tensor.dataSync()].map((value) => Number(value.toFixed(3))) };
}

/** A dense block of two convolutions in a residual block, and a pixel shuffle, as esrgan-thick has them. */
async function small() {
  definitionOf('thick', 2).setup(tf);
  const specs = [];
  const values = [];
  let seed = 12345;
  const draw = (bound) => {
    seed = (Math.imul(1664525, seed) + 1013904223) >>> 0;
    return Number((bound * ((2 * seed) / 2 ** 32 - 1)).toFixed(3));
  };
  const layer = (class_name, name, from, config = {}) => ({
    class_name,
    config: { name, trainable: true, dtype: 'float32', ...config },
    name,
    inbound_nodes: from.length === 0 ? [] : [from.map((source) => [source, 0, 0, {}])],
  });
  const convolution = (name, from, into, filters) => {
    for (const [part, shape, bound] of [
      ['kernel', [3, 3, into, filters], 1 / Math.sqrt(3 * into)],
      ['bias', [filters], 0.1],
    ]) {
      specs.push({ name: `${name}/${part}`, shape, dtype: 'float32' });
      for (let i = 0; i < shape.reduce((a, b) => a * b); i++) values.push(draw(bound));
    }
    return layer('Conv2D', name, [from], {
      filters,
      kernel_size: [3, 3],
      strides: [1, 1],
      padding: 'same',
      data_format: 'channels_last',
      dilation_rate: [1, 1],
      groups: 1,
      activation: 'linear',
      use_bias: true,
    });
  };
  const layers = [
    layer('InputLayer', 'in', [], { batch_input_shape: [null, null, null, 3], sparse: false }),
    convolution('pre', 'in', 3, 4),
    convolution('dense_1', 'pre', 4, 3),
    layer('Activation', 'relu_1', ['dense_1'], { activation: 'relu' }),
    layer('Concatenate', 'joined_1', ['pre', 'relu_1'], { axis: 3 }),
    convolution('fused', 'joined_1', 7, 4),
    layer('MultiplyBeta', 'beta_1', ['fused'], { beta: 0.2 }),
    layer('Add', 'dense_out', ['pre', 'beta_1']),
    layer('MultiplyBeta', 'beta_2', ['dense_out'], { beta: 0.2 }),
    layer('Add', 'block_out', ['pre', 'beta_2']),
    convolution('wide', 'block_out', 4, 12),
    layer('PixelShuffle2x', 'shuffle', ['wide'], { scale: 2 }),
    convolution('SR', 'shuffle', 3, 3),
  ];
  const modelTopology = {
    keras_version: '2.10.0',
    backend: 'tensorflow',
    model_config: {
      class_name: 'Functional',
      config: { name: 'small', layers, input_layers: [['in', 0, 0]], output_layers: [['SR', 0, 0]] },
    },
  };
  const weightData = new Float32Array(values).buffer;
  const model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: specs, weightData }));
  const image = tf.tensor4d(pixels, [1, HEIGHT, WIDTH, 3]).div(255);
  const enlarged = model.predict(image);
  return {
    modelTopology,
    weightSpecs: specs,
    values,
    shape: enlarged.shape,
    enlarged: [...enlarged.dataSync()].map((value) => Number(value.toFixed(6))),
  };
}
