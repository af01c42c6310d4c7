import { expect } from 'chai';
import fc from 'fast-check';
import { declared } from '../../harness/networks/declared.ts';
import type { Weights } from '../../harness/networks/engine.ts';
import type { Network } from '../../harness/networks/network.ts';
import type { Ops } from '../../harness/networks/ops.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import type { Tensor } from '../../harness/networks/tensor.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { joined } from '../../harness/training/denoiser-task.ts';
import { denoiserLoss } from '../../harness/training/losses.ts';
import { subbandLoss } from '../../harness/training/subband-loss.ts';
import { weightedSubbands } from '../../harness/training/weighted-subbands.ts';
import { distance, oracle } from '../diffusion/oracle.ts';
import { normals } from '../laws/diffusion/arbitraries.ts';
import { generatedInput, generatedTensors } from '../networks/oracle-tensors.ts';
import { computeExactly, exact, referenceEngine } from '../networks/reference/engine.ts';
import { runs } from '../runs.ts';

type Weighted = <T>(ops: Ops<T>, x: T, weights: readonly number[]) => T;

const anyLevel = fc.constantFrom(0.25, 0.5, 1, 2, 3);
const anyWeights = fc.array(anyLevel, { minLength: 2, maxLength: 3 });
const side = 8;

/** What a way of weighting makes of a latent of two channels. */
function through(weighted: Weighted, values: ArrayLike<number>, weights: readonly number[]): Float64Array {
  const shape = [1, 2, side, values.length / side / 2];
  const network: Network = {
    name: 'weighted',
    inputs: ['x'],
    outputs: ['y'],
    run: ({ ops }, { x }) => ({ y: weighted(ops, x!, weights) }),
  };
  const x = exact({ shape, data: Float32Array.from(values) });
  return Float64Array.from(computeExactly(network, { x }, new Map())['y']!.data);
}

const constant = new Float32Array(2 * side * side).fill(0.5);
/** A checkerboard of squares so large: the details of one level alone, 1 for single pixels. */
const checkerboard = (level: number) =>
  Float32Array.from({ length: 2 * side * side }, (_, i) => {
    const square = (at: number) => Math.floor(at / 2 ** (level - 1));
    return (square(Math.floor(i / side) % side) + square(i % side)) % 2 === 0 ? 1 : -1;
  });
const times = (values: Float32Array, factor: number) => values.map((value) => value * factor);

/** What a way of weighting subbands breaks of what it should be: nothing where it is right. */
function broken(weighted: Weighted, weights: readonly number[], seed: number): readonly string[] {
  const x = normals(seed, 2 * side * side);
  const [y, back] = [through(weighted, x, weights), weights.map((weight) => 1 / weight)];
  const all = (weight: number) => weights.map(() => weight);
  const near = (found: ArrayLike<number>, expected: ArrayLike<number>) => distance(found, expected) < 1e-5;
  const laws: Readonly<Record<string, () => boolean>> = {
    'weights of 1 change nothing': () => near(through(weighted, x, all(1)), x),
    'one weight for all is a factor': () => near(through(weighted, x, all(3)), times(x, 3)),
    'a constant has the weight of the approximation': () =>
      near(through(weighted, constant, weights), times(constant, weights.at(-1)!)),
    'details of a level have its weight': () =>
      weights.every(
        (weight, k) =>
          k === weights.length - 1 ||
          near(through(weighted, checkerboard(k + 1), weights), times(checkerboard(k + 1), weight)),
      ),
    'the inverses of the weights take it back': () => near(through(weighted, Float32Array.from(y), back), x),
  };
  return Object.entries(laws).flatMap(([law, holds]) => (holds() ? [] : [law]));
}

const reversed: Weighted = (ops, x, weights) => weightedSubbands(ops, x, weights.toReversed());
const wrong: Readonly<Record<string, Weighted>> = {
  'the coarsest details weighted as the finest': reversed,
  'the finest details alone': (ops, x, [weight, ...coarser]) =>
    weightedSubbands(ops, x, [weight!, ...coarser.map(() => 1)]),
  'all by the first weight': (ops, x, [weight]) => ops.affine(x, weight!, 0),
  'squares of weights': (ops, x, weights) =>
    weightedSubbands(ops, weightedSubbands(ops, x, weights), weights),
};

describe('weights of subbands', () => {
  it('are those of an orthonormal Haar transform, level by level', () =>
    fc.assert(
      fc.property(anyWeights, fc.nat(), (weights, seed) => {
        expect(broken(weightedSubbands, weights, seed)).to.deep.equal([]);
      }),
      { numRuns: runs(8) },
    ));

  for (const [name, weighted] of Object.entries(wrong)) {
    it(`are seen to be wrong with ${name}`, () => {
      expect(broken(weighted, [4, 2, 0.5], 1)).to.not.deep.equal([]);
    });
  }

  it('need sides that can be halved once for each but the last', () => {
    expect(() => through(weightedSubbands, normals(1, 2 * side * 6), [1, 2, 3])).to.throw(
      InputError,
      'subbands of a latent: expected even sides, got 4 x 3; give fewer weights: each but the last takes a level, which halves the sides',
    );
  });
});

interface LossOfOracle {
  readonly distance: 'l1' | 'l2';
  readonly weights: readonly number[];
  readonly side: number;
  readonly loss: number;
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

const denoiser = scaleUnet('denoiser', { latentChannels: 2, channels: 8, timeChannels: 4 });

/** A batch of two latents, of the oracles' generator, and all tensors of the denoiser. */
function batchOf(sides: number) {
  const shape = [2, 2, sides, sides];
  const given = (name: string) => generatedInput(`variations/${name}`, shape);
  const [noisy, condition, target] = ['noisy', 'condition', 'target'].map(given);
  return {
    sample: { shape: [2, 4, sides, sides], data: joined(noisy!.data, condition!.data, 2) },
    time: { shape: [2], data: Float32Array.of(0.25, 0.75) },
    target: target!,
    weight: { shape: [2, 1, 1, 1], data: Float32Array.of(1, 0.5) },
  };
}

async function differentiated(loss: Network, inputs: Readonly<Record<string, Tensor>>) {
  const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
  const { parameters } = declared(loss, shapes);
  const weights: Weights = generatedTensors(
    'unet',
    parameters.map(({ name, shape }) => [name, shape] as const),
  );
  return (await referenceEngine.differentiate(loss, shapes)).run(inputs, weights);
}

describe('the loss of a denoiser by subbands', () => {
  for (const one of oracle<{ losses: readonly LossOfOracle[] }>('variations').losses) {
    it(`in ${one.distance} with ${one.weights.join(', ')} is that of PyTorch and PyWavelets, and so are its gradients`, async () => {
      const found = await differentiated(subbandLoss(denoiser, one.distance, one.weights), batchOf(one.side));
      expect(found.value / one.loss).to.be.closeTo(1, 1e-6);
      const largest = Math.max(...Object.values(one.gradients).flat().map(Math.abs));
      for (const [name, values] of Object.entries(one.gradients))
        expect(distance(found.gradients.get(name)!.subarray(0, 6), values) / largest, name).to.be.below(1e-5);
    });
  }

  for (const kind of ['l1', 'l2'] as const) {
    it(`is the plain loss where all weights are 1, in ${kind}`, async () => {
      const plain = await differentiated(denoiserLoss(denoiser, kind), batchOf(8));
      const found = await differentiated(subbandLoss(denoiser, kind, [1, 1, 1]), batchOf(8));
      expect(found.value / plain.value).to.be.closeTo(1, 1e-12);
    });
  }
});
