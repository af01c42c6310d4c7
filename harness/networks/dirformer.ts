import { type DynamicTransformerConfig, dynamicTransformer } from './dynamic-transformer.ts';
import { conv1, conv3, pixelShuffle } from './layers.ts';
import type { Network } from './network.ts';
import { pixelUnshuffle } from './pixel-unshuffle.ts';
import type { Scope } from './scope.ts';
import { croppedTo, paddedToMultiple } from './window-padding.ts';

/** The geometry of the scale model's DIRformer, of two levels. */
export interface DirformerConfig {
  /** Channels of the first level; the second has twice as many. */
  readonly channels: number;
  /** Blocks of the first level, once on the way down and once on the way up, and those of the second. */
  readonly blocks: readonly [outer: number, inner: number];
  /** Heads of the attention at either level. */
  readonly heads: readonly [outer: number, inner: number];
  /** Width of a block's hidden layer, as a multiple of its channels. */
  readonly hidden: number;
  /** How many times as large the image becomes in both directions. */
  readonly scale: number;
}

/** What an image is folded by, so that all work is done at a quarter of the result's size, as the authors' is. */
export function foldOf(scale: number): number {
  return Math.max(1, Math.floor(4 / scale));
}

/**
 * The dynamic transformer of DiffIR (Xia et al. 2023): `image` `[B, 1, H, W]`, led by `prior` `[B, P]`, to `enlarged`
 * `[B, 1, scale H, scale W]`. It adds to the bilinearly enlarged image. Sizes that its levels do not divide are
 * mirrored at the bottom and the right, and the result is cut.
 */
export function dirformer(name: string, config: DirformerConfig): Network {
  const { channels, blocks, heads, hidden, scale } = config;
  const fold = foldOf(scale);
  return {
    name,
    inputs: ['image', 'prior'],
    outputs: ['enlarged'],
    run(scope, { image, prior }) {
      const { ops } = scope;
      const [, , height, width] = ops.shape(image!) as [number, number, number, number];
      const even = pixelUnshuffle(scope, paddedToMultiple(scope, image!, 2 * fold), fold);
      const through = (part: string, x: typeof even, level: 0 | 1) =>
        chain(scope.at(part), x, prior!, blocks[level], { heads: heads[level], hidden });
      const outer = through('down', conv3(scope, 'first', even, channels), 0);
      const deep = pixelUnshuffle(scope, conv3(scope, 'shrink', outer, channels / 2), 2);
      const inner = through('middle', deep, 1);
      const up = pixelShuffle(scope, conv3(scope, 'grow', inner, 4 * channels), 2);
      const joined = conv1(scope, 'join', ops.concat([up, outer], 1), channels);
      const detail = conv3(scope, 'last', through('up', joined, 0), (scale * fold) ** 2);
      const enlarged = croppedTo(
        scope,
        pixelShuffle(scope, detail, scale * fold),
        scale * height,
        scale * width,
      );
      return {
        enlarged: ops.add(enlarged, ops.resizeBilinear(image!, scale * height, scale * width, true)),
      };
    },
  };
}

function chain<T>(scope: Scope<T>, x: T, prior: T, blocks: number, config: DynamicTransformerConfig): T {
  let h = x;
  for (let i = 0; i < blocks; i++) h = dynamicTransformer(scope.at(i), h, prior, config);
  return h;
}
