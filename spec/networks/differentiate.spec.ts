import { expect } from 'chai';
import { onnxEngine } from '../../harness/edges/engines/onnx/engine.ts';
import type { Weights } from '../../harness/networks/engine.ts';
import { differentiate } from '../../harness/networks/gradients/differentiate.ts';
import { conv3 } from '../../harness/networks/layers.ts';
import type { Network } from '../../harness/networks/network.ts';
import type { Ops } from '../../harness/networks/ops.ts';
import type { Scope } from '../../harness/networks/scope.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { referenceBackwardOps } from './reference/backward-ops.ts';
import { exact, referenceEngine } from './reference/engine.ts';

describe('differentiation of a network', () => {
  for (const engine of [referenceEngine, onnxEngine({ threads: 1 })]) {
    it(`${engine.name}: an operation without a gradient is refused by name`, async () => {
      const pooled = ofParameter(({ ops }, x) => {
        const padding = { top: 0, bottom: 0, left: 0, right: 0 };
        return meanOf(ops, ops.maxPool(x, { size: 2, stride: 2, padding }));
      });
      const error = await engine
        .differentiate(pooled, {})
        .then((ready) => ready.run({}, weights))
        .catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(InputError);
      expect((error as InputError).message).to.match(/^maxPool: expected an operation with a gradient/);
    });

    it(`${engine.name}: a loss of several numbers is refused with its shape`, async () => {
      const image = ofParameter((_, x) => x);
      const error = await engine.differentiate(image, {}).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(InputError);
      expect((error as InputError).message).to.match(/^loss: .*single number, got loss \[1, 1, 2, 2\]/);
    });

    it(`${engine.name}: a missing weight is refused by name`, async () => {
      const ready = await engine.differentiate(ofParameter(meanOfScope), {});
      const error = await ready.run({}, new Map()).catch((thrown: unknown) => thrown);
      await ready.dispose();
      expect(error).to.be.instanceOf(InputError);
      expect((error as InputError).message).to.match(/^loss: .*1 missing: x/);
    });

    it(`${engine.name}: a parameter that the loss does not depend on has a gradient of zeros`, async () => {
      const unused = ofParameter((scope, x) => {
        scope.parameter('unused', [3], { kind: 'constant', value: 0 });
        return meanOf(scope.ops, x);
      });
      const ready = await engine.differentiate(unused, {});
      const more = new Map([...weights, ['unused', { shape: [3], data: new Float32Array(3) }]]);
      const { value, gradients } = await ready.run({}, more);
      await ready.dispose();
      expect(value).to.equal(2.5);
      expect(Object.fromEntries(gradients)).to.eql({
        x: Float32Array.of(0.25, 0.25, 0.25, 0.25),
        unused: new Float32Array(3),
      });
    });

    it(`${engine.name}: statistics have no gradient`, async () => {
      const centred = ofParameter((scope, x) =>
        meanOf(scope.ops, scope.ops.sub(x, scope.statistic('mu', [1], 0))),
      );
      const ready = await engine.differentiate(centred, {});
      const more = new Map([...weights, ['mu', { shape: [1], data: Float32Array.of(2) }]]);
      const { value, gradients } = await ready.run({}, more);
      await ready.dispose();
      expect(value).to.equal(0.5);
      expect([...gradients.keys()]).to.eql(['x']);
    });
  }

  it('no gradient is computed by an image that no parameter made', () => {
    let images = 0;
    const counting: typeof referenceBackwardOps = {
      ...referenceBackwardOps,
      conv2dByImage(dy, weight, image, options) {
        images++;
        return referenceBackwardOps.conv2dByImage(dy, weight, image, options);
      },
    };
    const twice: Network = {
      name: 'loss',
      inputs: ['image'],
      outputs: ['loss'],
      run: (scope, { image }) => ({
        loss: meanOf(scope.ops, conv3(scope, 'second', conv3(scope, 'first', image!, 1), 1)),
      }),
    };
    const image = { shape: [1, 1, 3, 3], data: new Float32Array(9).fill(1) };
    const parameters = {
      get: ({ shape }: { shape: readonly number[] }) =>
        exact({ shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5) }),
    };
    differentiate(counting, twice, { image: exact(image) }, parameters);
    expect(images).to.equal(1);
  });
});

const weights: Weights = new Map([['x', { shape: [1, 1, 2, 2], data: Float32Array.of(1, 2, 3, 4) }]]);

/** A function of the parameter `x` as a loss. */
function ofParameter(of: <T>(scope: Scope<T>, x: T) => T): Network {
  return {
    name: 'loss',
    inputs: [],
    outputs: ['loss'],
    run: (scope) => ({ loss: of(scope, scope.parameter('x', [1, 1, 2, 2], { kind: 'constant', value: 0 })) }),
  };
}

function meanOfScope<T>({ ops }: Scope<T>, x: T): T {
  return meanOf(ops, x);
}

function meanOf<T>(ops: Ops<T>, x: T): T {
  return ops.mean(x, [0, 1, 2, 3]);
}
