import { expect } from 'chai';
import { leastActivationBytes } from '../../harness/networks/activation-memory.ts';
import type { Autoencoder } from '../../harness/networks/autoencoder.ts';
import { checkedOps } from '../../harness/networks/checked-ops.ts';
import { flopOf } from '../../harness/networks/flop.ts';
import type { Network } from '../../harness/networks/network.ts';
import { networkSize, noSize } from '../../harness/networks/network-size.ts';
import { evenPadding, type Ops, type Shape } from '../../harness/networks/ops.ts';
import { cropTo, padToMultiple } from '../../harness/networks/pad-to-multiple.ts';
import { publishedAutoencoders, publishedFactor } from '../../harness/networks/published-autoencoders.ts';
import { reachOf } from '../../harness/networks/reach.ts';
import type { Scope } from '../../harness/networks/scope.ts';
import { shapeOps } from '../../harness/networks/shape-ops.ts';

const ops = checkedOps(shapeOps, 'layer');
const image = [2, 6, 8, 10];
const one = { stride: 1, padding: evenPadding(0) };

/** What each operation makes of shapes, or what it expects of them. */
const shapes: readonly (readonly [string, () => Shape, Shape | string])[] = [
  [
    'conv2d',
    () => ops.conv2d(image, [4, 6, 3, 3], [4], { stride: 2, padding: evenPadding(1) }),
    [2, 4, 4, 5],
  ],
  ['conv2d', () => ops.conv2d(image, [4, 6, 8, 10], null, one), [2, 4, 1, 1]],
  ['conv2d', () => ops.conv2d(image, [4, 6, 9, 1], null, one), 'an image as large as the window of 9'],
  ['conv2d', () => ops.conv2d(image, [4, 6, 1, 11], null, one), 'an image as large as the window of 11'],
  [
    'conv2d',
    () =>
      ops.conv2d(image, [4, 6, 5, 3], null, { stride: 1, padding: { top: 1, bottom: 2, left: 0, right: 3 } }),
    [2, 4, 7, 11],
  ],
  ['conv2d', () => ops.conv2d(image.slice(1), [4, 6, 3, 3], null, one), 'image of 4 axes'],
  ['conv2d', () => ops.conv2d(image, [4, 6, 3], null, one), 'weight of 4 axes'],
  ['conv2d', () => ops.conv2d(image, [4, 5, 3, 3], null, one), '5 channels'],
  ['conv2d', () => ops.conv2d(image, [4, 6, 3, 3], [5], one), 'a bias [4]'],
  ['conv2d', () => ops.conv2d(image, [4, 6, 3, 3], [4, 1], one), 'a bias [4]'],
  ['maxPool', () => ops.maxPool(image, { size: 2, stride: 2, padding: evenPadding(1) }), [2, 6, 5, 6]],
  [
    'maxPool',
    () => ops.maxPool(image, { size: 3, stride: 2, padding: evenPadding(2) }),
    'at most half the window of 3',
  ],
  ['avgPool', () => ops.avgPool(image, { size: 8, stride: 1, ...{ padding: evenPadding(0) } }), [2, 6, 1, 3]],
  ['avgPool', () => ops.avgPool(image, { size: 9, ...one }), 'an image as large as the window of 9'],
  ['avgPool', () => ops.avgPool([6, 8, 10], { size: 2, ...one }), 'image of 4 axes'],
  ['resizeNearest', () => ops.resizeNearest(image, 1), image],
  ['resizeNearest', () => ops.resizeNearest(image, 3), [2, 6, 24, 30]],
  ['resizeNearest', () => ops.resizeNearest(image, 0), 'a whole factor'],
  ['resizeNearest', () => ops.resizeNearest(image, 1.5), 'a whole factor'],
  ['resizeNearest', () => ops.resizeNearest([6, 8, 10], 2), 'image of 4 axes'],
  ['resizeBilinear', () => ops.resizeBilinear(image, 1, 5, true), [2, 6, 1, 5]],
  ['resizeBilinear', () => ops.resizeBilinear(image, 0, 5, true), 'a size in pixels'],
  ['resizeBilinear', () => ops.resizeBilinear(image, 5, 0, true), 'a size in pixels'],
  ['resizeBilinear', () => ops.resizeBilinear(image, 5.5, 5, true), 'a size in pixels'],
  ['resizeBilinear', () => ops.resizeBilinear([6, 8, 10], 5, 5, true), 'image of 4 axes'],
  ['groupNorm', () => ops.groupNorm(image, [6], [6], 3, 1), image],
  ['groupNorm', () => ops.groupNorm([2, 6], [6], [6], 6, 1), [2, 6]],
  ['groupNorm', () => ops.groupNorm([6], [6], [6], 3, 1), 'channels that 3 groups divide'],
  ['groupNorm', () => ops.groupNorm(image, [6], [6], 4, 1), 'channels that 4 groups divide'],
  ['groupNorm', () => ops.groupNorm(image, [3], [6], 3, 1), 'scale and shift [6]'],
  ['groupNorm', () => ops.groupNorm(image, [6], [6, 1], 3, 1), 'scale and shift [6]'],
  ['layerNorm', () => ops.layerNorm(image, [10], [10], 1), image],
  ['layerNorm', () => ops.layerNorm(image, [6], [10], 1), 'scale and shift [10]'],
  ['layerNorm', () => ops.layerNorm(image, [10], [6], 1), 'scale and shift [10]'],
  ['matMul', () => ops.matMul([2, 3, 4], [2, 4, 5], false), [2, 3, 5]],
  ['matMul', () => ops.matMul([2, 3, 4], [2, 5, 4], true), [2, 3, 5]],
  ['matMul', () => ops.matMul([2, 3, 4], [2, 5, 4], false), 'matrices [..., m, k] and [..., k, n]'],
  ['matMul', () => ops.matMul([2, 3, 4], [2, 4, 5], true), 'matrices [..., m, k] and [..., n, k]'],
  ['matMul', () => ops.matMul([2, 3, 4], [3, 4, 5], false), 'with equal leading sizes'],
  ['matMul', () => ops.matMul([3, 4], [2, 4, 5], false), 'with equal leading sizes'],
  ['matMul', () => ops.matMul([4], [4], false), 'with equal leading sizes'],
  ['add', () => ops.add([2, 1, 3], [4, 1]), [2, 4, 3]],
  ['sub', () => ops.sub([3], [2, 3]), [2, 3]],
  ['mul', () => ops.mul([2, 3], [2]), 'sizes that are equal or 1'],
  ['div', () => ops.div([2, 3], [3, 3]), 'sizes that are equal or 1'],
  ['mean', () => ops.mean(image, [1, 3]), [2, 1, 8, 1]],
  ['mean', () => ops.mean(image, [1, 4]), 'an axis of [2, 6, 8, 10]'],
  ['reshape', () => ops.reshape(image, [12, 80]), [12, 80]],
  ['reshape', () => ops.reshape(image, [12, 81]), 'sizes for 960 values'],
  ['reshape', () => ops.reshape(image, [-12, -80]), 'sizes for 960 values'],
  ['reshape', () => ops.reshape(image, [1920, 0.5]), 'sizes for 960 values'],
  ['transpose', () => ops.transpose(image, [3, 0, 2, 1]), [10, 2, 8, 6]],
  ['transpose', () => ops.transpose(image, [0, 1, 2]), 'an order of 4 axes'],
  ['transpose', () => ops.transpose(image, [0, 1, 2, 2]), 'an order of 4 axes'],
  ['transpose', () => ops.transpose(image, [0, 1, 2, 4]), 'an order of 4 axes'],
  ['transpose', () => ops.transpose(image, [0, 1, 2, 3, 3]), 'an order of 4 axes'],
  ['concat', () => ops.concat([image, [2, 1, 8, 10]], 1), [2, 7, 8, 10]],
  ['concat', () => ops.concat([image, [2, 1, 8, 10]], 0), 'tensors that differ along axis 0 alone'],
  [
    'concat',
    () =>
      ops.concat(
        [
          [2, 6],
          [2, 6, 1],
        ],
        0,
      ),
    'tensors that differ along axis 0 alone',
  ],
  ['concat', () => ops.concat([], 0), 'tensors to join'],
  ['concat', () => ops.concat([image], 4), 'an axis of'],
  ['slice', () => ops.slice(image, 3, 0, 10), image],
  ['slice', () => ops.slice(image, 2, 7, 8), [2, 6, 1, 10]],
  ['slice', () => ops.slice(image, 2, 7, 9), 'a part of 0 .. 8 along axis 2'],
  ['slice', () => ops.slice(image, 2, -1, 3), 'a part of 0 .. 8 along axis 2'],
  ['slice', () => ops.slice(image, 2, 3, 3), 'a part of 0 .. 8 along axis 2'],
  ['slice', () => ops.slice(image, 2, 0.5, 3), 'a part of 0 .. 8 along axis 2'],
  ['slice', () => ops.slice(image, 2, 0, 2.5), 'a part of 0 .. 8 along axis 2'],
  ['slice', () => ops.slice(image, 4, 0, 1), 'an axis of'],
];

describe('shapes', () => {
  for (const name of new Set(shapes.map(([name]) => name)))
    it(`${name}: are those of PyTorch, and what does not fit is refused with what would`, () => {
      for (const [, act, wanted] of shapes.filter(([own]) => own === name)) {
        if (typeof wanted === 'string')
          expect(act, `${act}`)
            .to.throw(`${wanted}`)
            .with.property('message')
            .that.matches(/^layer: expected /);
        else expect(act(), `${act}`).to.deep.equal(wanted);
      }
    });
});

/** A network of one operation on its image. */
function network(name: string, input: string, act: <T>(scope: Scope<T>, x: T) => T): Network {
  return {
    name,
    inputs: [input],
    outputs: ['out'],
    run: (scope, inputs) => ({ out: act(scope, inputs[input]!) }),
  } as Network;
}

const identity = network('decoder', 'latent', (_, x) => x);
/** The reach of an encoder whose decoder does nothing. */
const reach = (act: <T>(ops: Ops<T>, x: T) => T, factor = 1) =>
  reachOf({
    name: 'a',
    imageChannels: 4,
    latentChannels: 4,
    factor,
    encoder: network('encoder', 'image', ({ ops: own }, x) => act(own, x)),
    decoder: identity,
  } as Autoencoder);

describe('how far a network looks', () => {
  const weight = <T>(own: Ops<T>, ...shape: number[]) => own.constant(new Float64Array(1), shape);
  const padded = (by: number) => ({ stride: 1, padding: evenPadding(by) });

  it('is what kernels and windows go beyond a pixel, the wider side of them, in pixels of the image', () => {
    expect(reach((own, x) => own.conv2d(x, weight(own, 4, 4, 3, 3), null, padded(1)))).to.equal(1);
    expect(reach((own, x) => own.conv2d(x, weight(own, 4, 4, 1, 1), null, padded(0)))).to.equal(0);
    expect(reach((own, x) => own.conv2d(x, weight(own, 4, 4, 1, 7), null, padded(3)))).to.equal(3);
    expect(reach((own, x) => own.conv2d(x, weight(own, 4, 4, 5, 5), null, padded(0)))).to.equal(4);
    expect(reach((own, x) => own.maxPool(x, { size: 3, ...padded(1) }))).to.equal(1);
    expect(reach((own, x) => own.avgPool(x, { size: 5, ...padded(2) }))).to.equal(2);
    const halved = <T>(own: Ops<T>, x: T) => own.avgPool(x, { size: 2, stride: 2, padding: evenPadding(0) });
    expect(reach(halved, 2)).to.equal(1);
    expect(
      reach((own, x) => own.conv2d(halved(own, x), weight(own, 4, 4, 3, 3), null, padded(1)), 2),
    ).to.equal(3);
  });

  it('is everywhere for what mixes pixels that are not near, and nothing for what leaves them where they are', () => {
    expect(reach((own, x) => own.mean(x, [2]))).to.equal(null);
    expect(reach((own, x) => own.softmax(x))).to.equal(null);
    expect(reach((own, x) => own.resizeBilinear(x, 32, 32, true))).to.equal(null);
    expect(reach((own, x) => own.slice(x, 2, 1, 32))).to.equal(null);
    expect(reach((own, x) => own.concat([x, x], 3))).to.equal(null);
    expect(reach((own, x) => own.transpose(x, [0, 1, 3, 2]))).to.equal(null);
    expect(reach((own, x) => own.reshape(x, [1, 4, 1024]))).to.equal(null);
    expect(reach((own, x) => own.slice(own.concat([x, x], 1), 1, 0, 4))).to.equal(0);
    const shuffled = <T>(own: Ops<T>, x: T) =>
      own.reshape(own.transpose(own.reshape(x, [1, 1, 2, 2, 32, 32]), [0, 1, 4, 2, 5, 3]), [1, 1, 64, 64]);
    expect(reach(shuffled)).to.equal(0);
    // A transposition after another one does not undo it.
    expect(reach((own, x) => own.transpose(own.transpose(x, [0, 1, 3, 2]), [0, 1, 3, 2]))).to.equal(null);
    expect(reach((own, x) => shuffled(own, own.transpose(x, [0, 1, 3, 2])))).to.equal(null);
  });
});

describe('what a network takes', () => {
  const product = network('n', 'image', ({ ops: own, parameter }, x) =>
    own.matMul(
      own.reshape(
        own.conv2d(x, parameter('w', [4, 6, 3, 3], { kind: 'constant', value: 0 }), null, one),
        [2, 4, 48],
      ),
      own.constant(new Float64Array(1), [2, 48, 5]),
      false,
    ),
  );

  it('is two operations for each multiplication, the bytes of weights, and of the largest input and result', () => {
    const inputs = { image };
    const convolution = 2 * (2 * 4 * 6 * 8) * (6 * 3 * 3);
    expect(flopOf(product, inputs)).to.equal(convolution + 2 * (2 * 4 * 5) * 48);
    expect(leastActivationBytes(product, inputs)).to.equal(4 * (960 + 384));
    expect(networkSize(product, inputs)).to.deep.equal({
      flop: convolution + 2 * 40 * 48,
      weights: 4 * 4 * 6 * 9,
      activations: 4 * 1344,
    });
    expect(networkSize(product, { image: [2, 5, 8, 10] })).to.deep.equal(noSize);
  });
});

describe('images mirrored to a multiple', () => {
  it('repeat all but the edge, back and forth, in the precision that they have', () => {
    for (const kind of [Float32Array, Float64Array]) {
      const tensor = { shape: [1, 1, 2, 3], data: kind.from([1, 2, 3, 4, 5, 6]) };
      const padded = padToMultiple(tensor as never, 4) as typeof tensor;
      expect(padded.shape).to.deep.equal([1, 1, 4, 4]);
      expect(padded.data).to.be.instanceOf(kind);
      expect([...padded.data]).to.deep.equal([1, 2, 3, 2, 4, 5, 6, 5, 1, 2, 3, 2, 4, 5, 6, 5]);
      expect(cropTo(padded as never, 2, 3)).to.deep.equal(tensor);
      expect(
        [
          ...(padToMultiple({ shape: [1, 1, 1, 3], data: kind.of(1, 2, 3) } as never, 8) as typeof tensor)
            .data,
        ].slice(0, 8),
      ).to.deep.equal([1, 2, 3, 2, 1, 2, 3, 2]);
    }
    const whole = { shape: [1, 1, 2, 2], data: Float32Array.of(1, 2, 3, 4) };
    expect(padToMultiple(whole, 2).data).to.equal(whole.data);
  });
});

describe('published autoencoders', () => {
  it('make latents that are smaller by what their names say', () => {
    const factors = Object.fromEntries(publishedAutoencoders.map((id) => [id, publishedFactor(id)]));
    expect(factors).to.deep.equal({
      'medvae-4-1': 4,
      'medvae-4-3': 4,
      'medvae-4-4': 4,
      'medvae-8-1': 8,
      'medvae-8-4': 8,
      sdvae: 8,
      'kl-f4': 4,
    });
    for (const id of ['toString', 'medvae'])
      expect(() => publishedFactor(id)).to.throw(/^--vae: expected one of medvae-4-1, .*; correct the name$/);
  });
});
