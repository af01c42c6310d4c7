import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { resolveMethod } from '../../../harness/baselines/catalogue.ts';
import { onnxEngine } from '../../../harness/edges/engines/onnx/engine.ts';
import { esrganFolder } from '../../../harness/edges/networks/esrgan-package.ts';
import { locateMethod, type MethodSources } from '../../../harness/edges/networks/locate-method.ts';
import { type Restorer, restoreWith } from '../../../harness/edges/networks/restorer.ts';
import { restoreNetworkStage } from '../../../harness/edges/stages/restore-network.ts';
import type { Engine } from '../../../harness/networks/engine.ts';
import type { Network } from '../../../harness/networks/network.ts';
import { createImage, type Image } from '../../../harness/numeric/image.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { sha256 } from '../../../harness/pipeline/canonical.ts';
import { decodeStack, encodeStack } from '../../../harness/pipeline/image-stack.ts';
import type { Artifact } from '../../../harness/pipeline/stage.ts';
import { noContext } from '../../pipeline/stage-context.ts';

/** Twice as large by repeating pixels, the channels weighed 0, 1 and 2. */
const doubling: Network = {
  name: 'doubling',
  inputs: ['image'],
  outputs: ['enlarged'],
  run({ ops }, { image }) {
    const weights = ops.constant(Float64Array.of(0, 1, 2), [1, 3, 1, 1]);
    return { enlarged: ops.resizeNearest(ops.mul(image!, weights), 2) };
  },
};
const restorer: Restorer = { network: doubling, weights: new Map(), channels: 3, factor: 2 };

const image = (height: number, width: number, channels = 1) =>
  createImage(
    channels,
    height,
    width,
    Float64Array.from({ length: channels * height * width }, (_, i) => ((i * 37) % 101) / 250),
  );
const target = ({ height, width }: Image, factor: number) => ({
  height: height * factor,
  width: width * factor,
});

describe('restoring with a network', () => {
  it('takes grey as three equal channels and gives back their mean', async () => {
    const low = image(3, 2);
    const [restored] = await restoreWith(
      onnxEngine({ threads: 1 }),
      restorer,
      [low],
      [target(low, 2)],
      'output',
    );
    expect([restored!.channels, restored!.height, restored!.width]).to.deep.equal([1, 6, 4]);
    // The mean of 0, 1 and 2 times a value is the value.
    for (const [i, value] of restored!.data.entries()) {
      const [y, x] = [Math.floor(i / 4), i % 4];
      expect(value).to.be.closeTo(low.data[Math.floor(y / 2) * 2 + Math.floor(x / 2)]!, 1e-7);
    }
  });

  it('keeps colour, and cuts what leaves [0, 1]', async () => {
    const low = createImage(3, 1, 1, Float64Array.of(0.5, 0.5, 0.75));
    const [restored] = await restoreWith(
      onnxEngine({ threads: 1 }),
      restorer,
      [low],
      [target(low, 2)],
      'output',
    );
    expect([...restored!.data]).to.deep.equal([0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1]);
  });

  it('compiles once for each size, and what becomes of an image does not depend on the others', async () => {
    const compiledFor: unknown[] = [];
    const onnx = onnxEngine({ threads: 1 });
    const counting: Engine = {
      name: 'counting',
      compile(network, inputs, weights) {
        compiledFor.push(inputs['image']);
        return onnx.compile(network, inputs, weights);
      },
    };
    const images = [image(2, 3), image(4, 4), image(2, 3), image(4, 4), image(2, 3)];
    const targets = images.map((low) => target(low, 2));
    const together = await restoreWith(counting, restorer, images, targets, 'output');
    expect(compiledFor).to.deep.equal([
      [1, 3, 2, 3],
      [1, 3, 4, 4],
    ]);
    for (const [i, low] of images.entries()) {
      const [alone] = await restoreWith(onnx, restorer, [low], [targets[i]!], 'output');
      expect(together[i]).to.deep.equal(alone);
    }
  });

  it('reaches the HR size where LR has it already, by either fit', async () => {
    const low = image(4, 6);
    for (const fit of ['output', 'input'] as const) {
      const [restored] = await restoreWith(onnxEngine({ threads: 1 }), restorer, [low], [low], fit);
      expect([restored!.height, restored!.width], fit).to.deep.equal([4, 6]);
    }
  });

  it('refuses an image of two channels', async () => {
    const low = image(2, 2, 2);
    const failure = await restoreWith(
      onnxEngine({ threads: 1 }),
      restorer,
      [low],
      [target(low, 2)],
      'output',
    ).catch((error: Error) => error);
    expect(failure).to.be.instanceOf(InputError);
    expect((failure as Error).message).to.equal(
      'doubling: expected an image of 1 or 3 channels, got 2; convert the image first',
    );
  });
});

describe('the stage that restores with a published network', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'restorer-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const sources: MethodSources = { folder: '/none', asset: (id) => ({ missing: `needs the asset ${id}` }) };
  const low = ['a', 'b'].map((id) => ({ id, subject: `of ${id}`, image: image(4, 5) }));
  const reference = low.map((item) => ({ ...item, image: image(16, 20) }));
  const inputs = { low: encodeStack(low), reference: encodeStack([...reference].reverse()) };
  const run = (params: object, location: string, given = inputs) =>
    restoreNetworkStage.run({ ...params }, given, location, noContext) as Promise<Artifact>;

  it('runs ESRGAN of the npm package, whose files it was planned with', async function () {
    if (esrganFolder('slim') === null) return this.skip();
    const method = resolveMethod({ kind: 'esrgan', scale: 4 }, 'method');
    const located = locateMethod(method, {}, sources);
    if ('missing' in located) throw new Error(located.missing);
    expect(located.kind).to.equal('restore-network');
    expect(located.params['files']).to.have.lengthOf(2);
    const restored = decodeStack(await run(located.params, located.location));
    expect(
      restored.map(({ id, subject, image: { channels, height, width } }) => [
        id,
        subject,
        channels,
        height,
        width,
      ]),
    ).to.deep.equal([
      ['a', 'of a', 1, 16, 20],
      ['b', 'of b', 1, 16, 20],
    ]);
    const other = { ...located.params, files: [{ name: 'models/x4/model.json', sha256: '0' }] };
    const failure = await run(other, located.location).catch((error: Error) => error);
    expect((failure as Error).message).to.include('expected the weights that were there when the run began');
  });

  it("stops at a checkpoint that is not the network's, by the names of its tensors", async () => {
    mkdirSync(join(folder, 'esrgan-x4'));
    const path = join(folder, 'esrgan-x4', 'weights.safetensors');
    const header = new TextEncoder().encode(
      JSON.stringify({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }),
    );
    const length = new Uint8Array(8);
    new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
    writeFileSync(path, new Uint8Array([...length, ...header, 0, 0, 0, 0]));
    const files = [{ name: 'weights.safetensors', sha256: sha256(readFileSync(path)) }];
    const asset = () => ({ location: join(folder, 'esrgan-x4'), files });
    const method = resolveMethod({ kind: 'network', asset: 'esrgan-x4' }, 'method');
    const located = locateMethod(method, {}, { ...sources, asset });
    if ('missing' in located) throw new Error(located.missing);
    const failure = await run(located.params, located.location).catch((error: Error) => error);
    expect((failure as Error).message)
      .to.include('702 missing: conv_first.weight')
      .and.include('1 unexpected: a;');
  });

  it('and images made elsewhere are told apart by content, not by where they lie', () => {
    const method = resolveMethod({ kind: 'images', folder: '{dataset}', files: '{id}.npy' }, 'method');
    const paramsOf = (dataset: string, content: string) => {
      mkdirSync(join(folder, dataset));
      writeFileSync(join(folder, dataset, 'a.npy'), content);
      const located = locateMethod(method, { dataset }, { ...sources, folder });
      if ('missing' in located) throw new Error(located.missing);
      expect([located.kind, located.location]).to.deep.equal(['images-elsewhere', join(folder, dataset)]);
      return located.params;
    };
    const first = paramsOf('one', 'content');
    expect(paramsOf('two', 'content')).to.deep.equal(first);
    expect(paramsOf('three', 'other')).not.to.deep.equal(first);
  });

  it('is missing, and no fault, without the asset, the package or the folder', () => {
    for (const [declaration, message] of [
      [{ kind: 'network', asset: 'swinir-m-x4' }, 'needs the asset swinir-m-x4'],
      [{ kind: 'images', folder: 'sr3/{dataset}' }, 'needs images made elsewhere in sr3/{dataset}'],
    ] as const) {
      const method = resolveMethod(declaration, 'method');
      expect(locateMethod(method, { dataset: 'knee' }, sources)).to.deep.equal({ missing: message });
    }
  });
});
