import { conv } from './layers.ts';
import type { Network } from './network.ts';
import { evenPadding, type Padding } from './ops.ts';
import type { Scope } from './scope.ts';

/** What of Inception-v3 may be scaled down, and how an image reaches its size. */
export interface InceptionConfig {
  /** All widths are divided by this; 1 is the published network. */
  readonly divisor: number;
  /**
   * How an image in [0, 1] is prepared: `pytorch-fid` resizes to 299 x 299 with half pixels and takes
   * `2 x - 1`; `torch-fidelity`, which torchmetrics uses, resizes as TensorFlow 1 did, without half pixels,
   * and takes `(255 x - 128) / 128`.
   */
  readonly preparation: 'pytorch-fid' | 'torch-fidelity';
}

/**
 * The Inception-v3 of the Frechet inception distance, as ported from TensorFlow by pytorch-fid: `image`
 * `[B, 3, H, W]` in [0, 1] to `features` `[B, 2048 / divisor]`. Average pooling leaves out the padding, and
 * the last block pools by the maximum. Parameters under torchvision's names.
 */
export function inceptionV3(name: string, config: InceptionConfig): Network {
  return {
    name,
    inputs: ['image'],
    outputs: ['features'],
    scores: true,
    run(scope, { image }) {
      const { ops } = scope;
      const fid = config.preparation === 'pytorch-fid';
      const sized = ops.resizeBilinear(image!, 299, 299, fid);
      const prepared = fid ? ops.affine(sized, 2, -1) : ops.affine(sized, 255 / 128, -1);
      const width = (channels: number) => channels / config.divisor;
      const net = stages(scope, width);
      const x = net.mixed(net.stem(prepared));
      const [batch, channels] = ops.shape(x) as [number, number];
      return { features: ops.reshape(ops.mean(x, [2, 3]), [batch, channels]) };
    },
  };
}

/** The classifier that a checkpoint stores behind the features, and counters of its training. */
export function besideInception(name: string): boolean {
  return /^(?:fc|AuxLogits)\.|\.num_batches_tracked$/.test(name);
}

function stages<T>(scope: Scope<T>, width: (channels: number) => number) {
  const { ops } = scope;
  const unit = (name: string, x: T, out: number, kernel: Kernel = 1, options: Options = {}) =>
    normalised(scope.at(name), x, width(out), kernel, options);
  const average = (x: T) => ops.avgPool(x, { size: 3, stride: 1, padding: evenPadding(1) });
  const halved = (x: T) => ops.maxPool(x, { size: 3, stride: 2, padding: evenPadding(0) });
  const valid = evenPadding(0);

  const a = (m: string, x: T, pooled: number) => {
    const five = unit(`${m}.branch5x5_2`, unit(`${m}.branch5x5_1`, x, 48), 64, 5);
    const first = unit(`${m}.branch3x3dbl_2`, unit(`${m}.branch3x3dbl_1`, x, 64), 96, 3);
    const three = unit(`${m}.branch3x3dbl_3`, first, 96, 3);
    return ops.concat(
      [unit(`${m}.branch1x1`, x, 64), five, three, unit(`${m}.branch_pool`, average(x), pooled)],
      1,
    );
  };
  const b = (m: string, x: T) => {
    const first = unit(`${m}.branch3x3dbl_2`, unit(`${m}.branch3x3dbl_1`, x, 64), 96, 3);
    const twice = unit(`${m}.branch3x3dbl_3`, first, 96, 3, { stride: 2, padding: valid });
    return ops.concat(
      [unit(`${m}.branch3x3`, x, 384, 3, { stride: 2, padding: valid }), twice, halved(x)],
      1,
    );
  };
  const c = (m: string, x: T, inner: number) => {
    const chain = (names: readonly string[], kernels: readonly Kernel[]) =>
      names.reduce((h, name, i) => {
        const out = i === names.length - 1 ? 192 : inner;
        return unit(`${m}.${name}`, h, out, kernels[i]!);
      }, x);
    const seven = chain(['branch7x7_1', 'branch7x7_2', 'branch7x7_3'], [1, [1, 7], [7, 1]]);
    const twice = chain(
      [1, 2, 3, 4, 5].map((i) => `branch7x7dbl_${i}`),
      [1, [7, 1], [1, 7], [7, 1], [1, 7]],
    );
    const pooled = unit(`${m}.branch_pool`, average(x), 192);
    return ops.concat([unit(`${m}.branch1x1`, x, 192), seven, twice, pooled], 1);
  };
  const d = (m: string, x: T) => {
    const end = { stride: 2, padding: valid };
    const three = unit(`${m}.branch3x3_2`, unit(`${m}.branch3x3_1`, x, 192), 320, 3, end);
    const wide = unit(`${m}.branch7x7x3_2`, unit(`${m}.branch7x7x3_1`, x, 192), 192, [1, 7]);
    const high = unit(`${m}.branch7x7x3_3`, wide, 192, [7, 1]);
    return ops.concat([three, unit(`${m}.branch7x7x3_4`, high, 192, 3, end), halved(x)], 1);
  };
  const e = (m: string, x: T, pool: (x: T) => T) => {
    const fork = (name: string, h: T) => [
      unit(`${m}.${name}a`, h, 384, [1, 3]),
      unit(`${m}.${name}b`, h, 384, [3, 1]),
    ];
    const three = fork('branch3x3_2', unit(`${m}.branch3x3_1`, x, 384));
    const deep = unit(`${m}.branch3x3dbl_2`, unit(`${m}.branch3x3dbl_1`, x, 448), 384, 3);
    const twice = fork('branch3x3dbl_3', deep);
    const pooled = unit(`${m}.branch_pool`, pool(x), 192);
    return ops.concat([unit(`${m}.branch1x1`, x, 320), ...three, ...twice, pooled], 1);
  };

  return {
    stem(image: T): T {
      const x = unit('Conv2d_1a_3x3', image, 32, 3, { stride: 2, padding: valid });
      const y = unit('Conv2d_2b_3x3', unit('Conv2d_2a_3x3', x, 32, 3, { padding: valid }), 64, 3);
      const z = unit('Conv2d_3b_1x1', halved(y), 80);
      return halved(unit('Conv2d_4a_3x3', z, 192, 3, { padding: valid }));
    },
    mixed(x: T): T {
      const fifth = a('Mixed_5d', a('Mixed_5c', a('Mixed_5b', x, 32), 64), 64);
      const sixth = c('Mixed_6c', c('Mixed_6b', b('Mixed_6a', fifth), 128), 160);
      const seventh = d('Mixed_7a', c('Mixed_6e', c('Mixed_6d', sixth, 160), 192));
      // The maximum here is the published weights' own peculiarity.
      const most = (y: T) => ops.maxPool(y, { size: 3, stride: 1, padding: evenPadding(1) });
      return e('Mixed_7c', e('Mixed_7b', seventh, average), most);
    },
  };
}

type Kernel = number | readonly [height: number, width: number];

interface Options {
  readonly stride?: number;
  readonly padding?: Padding;
}

/** Convolution without bias, batch normalisation by stored statistics, ReLU. */
function normalised<T>(scope: Scope<T>, x: T, out: number, kernel: Kernel, options: Options): T {
  const { ops } = scope;
  const h = conv(scope, 'conv', x, out, { kernel, bias: false, ...options });
  const norm = scope.at('bn');
  const spread = [out, 1, 1];
  const deviation = ops.sqrt(ops.affine(norm.statistic('running_var', [out], 1), 1, 0.001));
  const scale = ops.div(norm.parameter('weight', [out], { kind: 'constant', value: 1 }), deviation);
  const moved = ops.mul(norm.statistic('running_mean', [out], 0), scale);
  const shift = ops.sub(norm.parameter('bias', [out], { kind: 'constant', value: 0 }), moved);
  return ops.relu(ops.add(ops.mul(h, ops.reshape(scale, spread)), ops.reshape(shift, spread)));
}
