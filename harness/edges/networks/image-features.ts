import { type FeatureMoments, type FeatureStream, featureStream } from '../../metrics/feature-moments.ts';
import type { FeatureSet } from '../../metrics/frechet-distance.ts';
import { alexnetFeatures, lpipsAlex } from '../../networks/alexnet-lpips.ts';
import { encoderFeatures } from '../../networks/encoder-features.ts';
import type { Engine } from '../../networks/engine.ts';
import { inceptionV3 } from '../../networks/inception-v3.ts';
import { autoencoderWeights, layouts, networkWeights } from '../../networks/layout.ts';
import { type ScaleAutoencoderConfig, scaleAutoencoder } from '../../networks/scale-autoencoder.ts';
import type { Tensor } from '../../networks/tensor.ts';
import type { Image } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import { openOnnxFile } from '../engines/onnx/file.ts';
import type { OnnxOptions } from '../engines/onnx/session-options.ts';
import { readWeightFiles } from '../files/weights/read-weights.ts';
import { type OverImages, overBatches, overNetwork, overStream } from '../stages/over-batches.ts';
import { assertLarge, readLpipsWeights } from './lpips.ts';
import { toSigned, toUnit } from './pixels.ts';

/** Features by the names that a Frechet distance's convention gives them, with weights from files. */
export function publishedFeatures(name: string, paths: readonly string[]): OverImages {
  if (name === 'inception-v3') return inceptionFeatures(paths);
  if (name === 'lpips-alex') return lpipsAlexFeatures(paths);
  throw new InputError({
    where: 'features',
    expected: 'inception-v3 or lpips-alex',
    got: JSON.stringify(name),
    remedy: 'correct the name',
  });
}

/** The features of a scale model's encoder; see `encoderFeatures`. `tensors` are the whole autoencoder's. */
export function autoencoderFeatures(
  architecture: ScaleAutoencoderConfig,
  tensors: ReadonlyMap<string, Tensor>,
  where: string,
): OverImages {
  const whole = scaleAutoencoder(where, architecture);
  const weights = autoencoderWeights(whole, tensors, layouts.plain, where);
  return overNetwork(encoderFeatures(where, architecture), weights, (image) =>
    toSigned(image, whole.imageChannels),
  );
}

/**
 * The features of a user's ONNX model of images in [0, 1], grey or colour as its input's channels say.
 * @throws InputError when it has other inputs and outputs than one of `[B, C, H, W]` and one of `[B, ...]`.
 */
export async function modelFeatures(path: string, options: OnnxOptions): Promise<OverImages> {
  const file = await openOnnxFile(path, 'feature extractor', options, [2, 3, 4]);
  const [batch, channels] = file.inputShape;
  return {
    inputs: [file.input],
    output: file.output,
    single: batch === 1,
    async compile(_engine, shapes) {
      const compiled = file.at(shapes[file.input]!);
      // One session serves all sizes.
      return { ...compiled, dispose: async () => {} };
    },
    prepare: (image) => toUnit(image, channels ?? image.channels),
  };
}

/** The features of images, one row each. */
export async function featuresOf(
  engine: Engine,
  over: OverImages,
  images: readonly Image[],
): Promise<FeatureSet> {
  const rows = await overBatches(
    engine,
    over,
    images.map((image) => [image]),
  );
  const dimension = rows[0]?.length ?? 0;
  const data = new Float64Array(rows.length * dimension);
  rows.forEach((row, i) => {
    data.set(row, i * dimension);
  });
  return { count: rows.length, dimension, data };
}

/**
 * The moments of the features of images that come one after the other, few of which are held at once.
 * @param name of the set, for errors
 * @throws InputError of fewer than two images.
 */
export async function featureMomentsOf(
  engine: Engine,
  over: OverImages,
  images: AsyncIterable<Image>,
  name: string,
): Promise<FeatureMoments> {
  let stream: FeatureStream | undefined;
  for await (const row of overStream(engine, over, alone(images))) {
    stream ??= featureStream(name, row.length);
    stream.add(row);
  }
  return (stream ?? featureStream(name, 1)).moments();
}

async function* alone(images: AsyncIterable<Image>): AsyncGenerator<readonly Image[]> {
  for await (const image of images) yield [image];
}

/** Those of the FID, with images prepared as torchmetrics prepares them, but not cut to whole bytes. */
function inceptionFeatures(paths: readonly string[]): OverImages {
  const network = inceptionV3('inception-v3', { divisor: 1, preparation: 'torch-fidelity' });
  const shapes = { image: [1, 3, 299, 299] };
  const tensors = readWeightFiles(paths);
  const weights = networkWeights(network, shapes, tensors, layouts.inception, paths.join(', '));
  return overNetwork(network, weights, (image) => toUnit(image, 3));
}

function lpipsAlexFeatures(paths: readonly string[]): OverImages {
  const network = alexnetFeatures('lpips-alex', lpipsAlex);
  return overNetwork(network, readLpipsWeights(paths), (image) => {
    assertLarge('features lpips-alex', image);
    return toSigned(image, 3);
  });
}
