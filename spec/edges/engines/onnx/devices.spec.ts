import { expect } from 'chai';
import fc from 'fast-check';
import { onnxNames, onnxSetting } from '../../../../harness/edges/engines/onnx/devices.ts';
import { gpuRuntime } from '../../../../harness/edges/engines/onnx/gpu-runtime.ts';
import { onnxModel } from '../../../../harness/edges/engines/onnx/model.ts';
import { modelOptions } from '../../../../harness/edges/engines/onnx/model-options.ts';
import { sessionOptions } from '../../../../harness/edges/engines/onnx/session-options.ts';
import { openEngine } from '../../../../harness/edges/engines/open-engine.ts';
import type { Engine } from '../../../../harness/networks/engine.ts';
import type { Network } from '../../../../harness/networks/network.ts';
import type { Scope } from '../../../../harness/networks/scope.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';
import { networkCases } from '../../../laws/engines-networks.ts';
import { compiledRun } from '../../../networks/compiled-run.ts';
import { runs } from '../../../runs.ts';
import { expectNear, HALF } from '../near-engine.ts';

describe('half precision', () => {
  let [full, half]: Engine[] = [];
  before(async () => {
    [full, half] = await Promise.all([
      openEngine('onnx', { threads: 1 }),
      openEngine('onnx-fp16', { threads: 1 }),
    ]);
  });

  // The others, which take longer, are in the slow step.
  for (const title of ['scale encoder', 'scale unet'] as const) {
    const arbitrary = networkCases[title]!;
    it(`${title} stays within three hundredths of its largest value, and is half precision`, () =>
      fc.assert(
        fc.asyncProperty(arbitrary, async ({ network, inputs, weights }) => {
          await expectNear(half!, full!, { network, inputs, weights }, HALF);
          const shapes = Object.fromEntries(Object.entries(inputs).map(([key, { shape }]) => [key, shape]));
          const bytes = (precision: 16 | 32) => onnxModel(network, shapes, weights, true, precision).beside;
          const length = (parts: readonly { data: Uint8Array }[]) =>
            parts.reduce((sum, { data }) => sum + data.length, 0);
          expect(2 * length(bytes(16))).to.equal(length(bytes(32)));
        }),
        { numRuns: runs(2) },
      ));
  }

  it('keeps the phase of a time, which sixteen bits would lose', () =>
    fc.assert(
      fc.asyncProperty(fc.double({ min: 1, max: 1000, noNaN: true }), async (time) => {
        const given = Math.fround(time);
        const run = (engine: Engine) =>
          compiledRun(
            engine,
            phase,
            {
              x: { shape: [1, 1, 1, 1], data: Float32Array.of(1) },
              time: { shape: [1], data: Float32Array.of(given) },
            },
            new Map(),
          );
        const { y, z } = await run(half!);
        expect(y!.data[0]).to.be.closeTo(Math.sin(given), 2e-3);
        // What the law would see of a time that is rounded as images are.
        expect(z!.data[0]).to.equal(1);
      }),
      { numRuns: runs(8) },
    ));
});

describe('devices of ONNX Runtime', () => {
  it('are a name each, with their precision, and never step back to the processor', () => {
    for (const name of onnxNames) {
      const { device, precision } = onnxSetting(name);
      expect(name).to.equal(`onnx${device === 'cpu' ? '' : `-${device}`}${precision === 16 ? '-fp16' : ''}`);
      const { executionProviders, extra } = sessionOptions({ threads: 1, device });
      expect(executionProviders).to.eql([device]);
      const { session } = extra as { session: object };
      const refused = device === 'cpu' ? {} : { disable_cpu_ep_fallback: '1' };
      expect(session).to.eql({ intra_op: { allow_spinning: '0' }, ...refused });
    }
  });

  it("a user's model runs on the device, with its own precision", () => {
    expect(modelOptions('onnx-webgpu', { threads: 2 })).to.eql({ threads: 2, device: 'webgpu' });
    for (const engine of ['onnx-fp16', 'tfjs-wasm'])
      expect(() => modelOptions(engine, { threads: 1 })).to.throw(
        InputError,
        `for ONNX models, got ${engine}; leave`,
      );
  });

  it('CUDA without its provider is refused with how to get it', async function () {
    if (gpuRuntime()) return void this.skip();
    const engine = await openEngine('onnx-cuda', { threads: 1 });
    const fault = await engine
      .compile(phase, { x: [1, 1, 1, 1], time: [1] }, new Map())
      .catch((error: Error) => error);
    expect(fault).to.be.instanceOf(InputError);
    expect((fault as Error).message).to.match(
      /^engine onnx-cuda: expected the CUDA provider of ONNX Runtime, got none; run npm run setup:gpu .*; or take --engine onnx$/,
    );
  });
});

/** `y` is an image's value times the sine of a time, `z` the image's value alone. */
const phase: Network = {
  name: 'phase',
  inputs: ['x', 'time'],
  outputs: ['y', 'z'],
  run<T>({ ops }: Scope<T>, { x, time }: Readonly<Record<string, T>>) {
    const wave = ops.reshape(ops.sin(time!), [1, 1, 1, 1]);
    return { y: ops.mul(x!, wave), z: ops.affine(x!, 1, 0) };
  },
};
