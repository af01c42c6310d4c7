import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { esrganFolder, esrganPackage, openEsrgan } from '../../harness/edges/networks/esrgan-package.ts';
import { type EsrganModel, esrganLayers } from '../../harness/networks/esrgan-layers.ts';
import { count } from '../../harness/networks/shapes.ts';
import type { Tensor } from '../../harness/networks/tensor.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { enginesPresent } from '../laws/engines-present.ts';
import { compiledRun, worstRelative } from './compiled-run.ts';
import { computeExactly, exact } from './reference/engine.ts';

interface Enlarged {
  readonly shape: readonly number[];
  /** `[H, W, C]`. */
  readonly enlarged: readonly number[];
}

const oracle = JSON.parse(
  readFileSync(new URL('../../golden/oracles/esrgan.json', import.meta.url), 'utf8'),
) as {
  readonly height: number;
  readonly width: number;
  readonly pixels: readonly number[];
  readonly cases: readonly (Enlarged & { model: EsrganModel; scale: number; sha256: string })[];
  readonly small: Enlarged & {
    readonly modelTopology: unknown;
    readonly weightSpecs: readonly { readonly name: string; readonly shape: readonly number[] }[];
    readonly values: readonly number[];
  };
};
const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};

const image: Tensor = {
  shape: [1, 3, oracle.height, oracle.width],
  data: planar(oracle.pixels, 3).map((value) => value / 255),
};

describe('ESRGAN of the npm packages', () => {
  for (const { model, scale, sha256, enlarged } of oracle.cases) {
    it(`${model} ${scale}x gives what the packages' own runtime gives, within two thousandths of a grey level`, async function () {
      const folder = esrganFolder(model);
      // Slim comes with this package; the larger ones are the user's to install.
      if (folder === null && !(esrganPackage(model) in dependencies)) return this.skip();
      const { network, weights, files } = openEsrgan(folder!, model, scale);
      expect(files[0]).to.deep.equal({ name: `models/x${scale}/model.json`, sha256 });
      const { enlarged: got } = await compiledRun(
        await enginesPresent[0]!.open(),
        network,
        { image },
        weights,
      );
      // The runtime cuts what leaves the range.
      const clipped = got!.data.map((value) => 255 * Math.min(Math.max(value, 0), 1));
      const worst = worstRelative(clipped, planar(enlarged, 3)) * 255;
      expect(worst).to.be.below(2e-3);
    });
  }

  it("the layers of thick are the runtime's on every engine and in double precision", async () => {
    const { network, weights } = small();
    const expected = planar(oracle.small.enlarged, 3);
    const exactly = computeExactly(network, { image: exact(image) }, weights);
    expect(worstRelative(exactly['enlarged']!.data, expected)).to.be.below(1e-5);
    for (const { name, open } of enginesPresent) {
      const { enlarged } = await compiledRun(await open(), network, { image }, weights);
      expect(worstRelative(enlarged!.data, expected), name).to.be.below(1e-5);
    }
  });

  it('a model that enlarges by another factor is refused', () => {
    expect(() => small(4)).to.throw(
      InputError,
      'expected a model that makes [1, 3, 12, 8] of [1, 3, 3, 2], got [1, 3, 6, 4]; give the model that enlarges 4 times',
    );
  });

  const config = ['model_config', 'config'];
  const layer = (index: number, ...rest: readonly (string | number)[]) => [
    ...config,
    'layers',
    index,
    ...rest,
  ];
  for (const [fault, path, value, message] of [
    [
      'an unknown class',
      layer(1, 'class_name'),
      'Dense',
      '/1/class_name: expected one of Conv2D, Activation',
    ],
    ['a stride', layer(1, 'config', 'strides'), [2, 2], '/1/config/strides: expected [1,1], got [2,2]'],
    ['an even kernel', layer(1, 'config', 'kernel_size'), [2, 2], 'kernel_size: expected two odd numbers'],
    ['no padding', layer(1, 'config', 'padding'), 'valid', 'padding: expected "same"'],
    ['another activation', layer(3, 'config', 'activation'), 'tanh', 'activation: expected one of relu'],
    [
      'another factor than its class',
      layer(11, 'config', 'scale'),
      4,
      'scale: expected an integer at least 2',
    ],
    [
      'a layer before its source',
      layer(2, 'inbound_nodes', 0, 0, 0),
      'SR',
      'expected layers that stand before',
    ],
    ['a name used twice', layer(2, 'name'), 'pre', 'expected a name that stands once, got pre'],
    [
      'no such output',
      [...config, 'output_layers'],
      [['none', 0, 0]],
      'expected a layer of the model, got none',
    ],
    [
      'two outputs',
      [...config, 'output_layers'],
      [
        ['SR', 0, 0],
        ['pre', 0, 0],
      ],
      'expected one layer',
    ],
    ['no layers', [...config, 'layers'], {}, 'expected a list'],
  ] as const) {
    it(`a topology with ${fault} is refused by its place`, () => {
      const topology = structuredClone(oracle.small.modelTopology);
      put(topology, path, value);
      expect(() => small(2, topology)).to.throw(InputError, message);
    });
  }

  it('weights that the topology does not have, or has in other sizes, are named', () => {
    const tensors = smallTensors();
    tensors.delete('fused/bias');
    tensors.set('extra/kernel', { shape: [1], data: new Float32Array(1) });
    expect(() => esrganLayers('thick', 2, oracle.small.modelTopology, tensors, 'model.json')).to.throw(
      InputError,
      '1 missing: fused.bias; 1 unexpected: extra/kernel',
    );
  });
});

function small(scale = 2, topology = oracle.small.modelTopology) {
  return esrganLayers('thick', scale, topology, smallTensors(), 'model.json');
}

function smallTensors(): Map<string, Tensor> {
  let offset = 0;
  return new Map(
    oracle.small.weightSpecs.map(({ name, shape }) => {
      const data = Float32Array.from(oracle.small.values.slice(offset, offset + count(shape)));
      offset += data.length;
      return [name, { shape, data }];
    }),
  );
}

/** `[H, W, C]` to `[C, H, W]`. */
function planar(values: readonly number[], channels: number): Float32Array {
  const plane = values.length / channels;
  return Float32Array.from(values, (_, i) => values[(i % plane) * channels + Math.floor(i / plane)]!);
}

function put(document: unknown, path: readonly (string | number)[], value: unknown): void {
  let target = document as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) target = target[key] as typeof target;
  target[path.at(-1)!] = value;
}
