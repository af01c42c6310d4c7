import { conv } from './layers.ts';
import type { Network } from './network.ts';
import { evenPadding } from './ops.ts';
import type { Scope } from './scope.ts';

/** Widths of an AlexNet and how LPIPS divides features by their length. */
export interface LpipsConfig {
  /** Channels after each of the five convolutions. */
  readonly channels: readonly [number, number, number, number, number];
  /**
   * Where the small number that keeps the division from zero stands: `outside` the root as in the authors'
   * library (1e-10), `inside` it as in torchmetrics (1e-8).
   */
  readonly epsilon: 'outside' | 'inside';
}

/** LPIPS-Alex v0.1 as its authors compute it. */
export const lpipsAlex: LpipsConfig = { channels: [64, 192, 384, 256, 256], epsilon: 'outside' };

/**
 * LPIPS over AlexNet's features (Zhang et al. 2018, version 0.1): `image` and `reference` `[B, 3, H, W]` in
 * [-1, 1] to `distance` `[B, 1, 1, 1]`. Parameters: torchvision's `features.I` and the authors' `linN.model.1`.
 */
export function lpips(name: string, config: LpipsConfig): Network {
  return {
    name,
    inputs: ['image', 'reference'],
    outputs: ['distance'],
    scores: true,
    run(scope, { image, reference }) {
      const { ops } = scope;
      const unit = (x: typeof image) =>
        features(scope, x!, config).map((feature) => unitLength(scope, feature, config));
      const ofReference = unit(reference);
      const of = unit(image);
      const distances = of.map((feature, i) => {
        const difference = ops.sub(feature, ofReference[i]!);
        const weighed = conv(scope, `lin${i}.model.1`, ops.mul(difference, difference), 1, {
          kernel: 1,
          bias: false,
        });
        return ops.mean(weighed, [2, 3]);
      });
      return { distance: distances.reduce((sum, distance) => ops.add(sum, distance)) };
    },
  };
}

/**
 * AlexNet's last convolution, averaged over the image: `image` `[B, 3, H, W]` in [-1, 1] to `features`
 * `[B, 256]`, 256 being the last of the channels. Parameters are among those of `lpips`.
 */
export function alexnetFeatures(name: string, config: LpipsConfig): Network {
  return {
    name,
    inputs: ['image'],
    outputs: ['features'],
    scores: true,
    run(scope, { image }) {
      const { ops } = scope;
      const last = features(scope, image!, config).at(-1)!;
      const [batch, channels] = ops.shape(last) as [number, number];
      return { features: ops.reshape(ops.mean(last, [2, 3]), [batch, channels]) };
    },
  };
}

/** A name of the authors' whole model, `net.sliceN.I`, as torchvision calls the same layer. */
export function alexnetName(name: string): string {
  return name.replace(/^net\.slice\d\./, 'features.').replace(/^lins\.(\d)\./, 'lin$1.');
}

/** The constants of scaling, which the authors' library stores beside the weights, and AlexNet's classifier. */
export function besideLpips(name: string): boolean {
  return name.startsWith('scaling_layer.') || name.startsWith('classifier.');
}

/** What the five ReLUs of AlexNet give for an image in [-1, 1]. */
function features<T>(scope: Scope<T>, image: T, { channels }: LpipsConfig): T[] {
  const { ops } = scope;
  const shift = ops.constant(Float64Array.of(-0.03, -0.088, -0.188), [1, 3, 1, 1]);
  const scale = ops.constant(Float64Array.of(0.458, 0.448, 0.45), [1, 3, 1, 1]);
  let x = ops.div(ops.sub(image, shift), scale);
  return LAYERS.map(({ name, pooled, ...options }, i) => {
    if (pooled) x = ops.maxPool(x, { size: 3, stride: 2, padding: evenPadding(0) });
    x = ops.relu(conv(scope, name, x, channels[i]!, options));
    return x;
  });
}

const LAYERS = [
  { name: 'features.0', pooled: false, kernel: 11, stride: 4, padding: evenPadding(2) },
  { name: 'features.3', pooled: true, kernel: 5, padding: evenPadding(2) },
  { name: 'features.6', pooled: true, kernel: 3, padding: evenPadding(1) },
  { name: 'features.8', pooled: false, kernel: 3, padding: evenPadding(1) },
  { name: 'features.10', pooled: false, kernel: 3, padding: evenPadding(1) },
];

/** Every position's channels divided by their Euclidean length. */
function unitLength<T>({ ops }: Scope<T>, x: T, { epsilon }: LpipsConfig): T {
  const channels = ops.shape(x)[1]!;
  const squared = ops.mean(ops.mul(x, x), [1]);
  const length =
    epsilon === 'inside'
      ? ops.sqrt(ops.affine(squared, channels, 1e-8))
      : ops.affine(ops.sqrt(ops.affine(squared, channels, 0)), 1, 1e-10);
  return ops.div(x, length);
}
