import { availableParallelism } from 'node:os';
import { networkMetricDirection, networkMetricUnit } from '../../../metrics/network-metrics.ts';
import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { CollectedImage } from '../../files/images/collection/collection.ts';
import { readImage } from '../../files/images/read-image.ts';
import type { AppliedScale } from '../../files/images/scaled.ts';
import type { OverImages } from '../../stages/over-batches.ts';
import type { Answer } from '../answer.ts';
import type { EngineFlags } from '../engine-options.ts';
import { metricAnswer } from './answer.ts';
import { imagesOf } from './folder.ts';
import { type Preparation, prepared, preparedFolders, sayingPrepared } from './prepared-images.ts';

/**
 * `latent-sr metric frechet DIR_A DIR_B`: the Frechet distance between the images of two folders, which need not
 * be the same samples. With features `inception-v3` (the default) it is the FID. Two .npy files are taken as the
 * features themselves.
 * @param options `features`: `inception-v3`, `lpips-alex`, or `onnx=FILE`, a model of images in [0, 1]
 * @throws InputError `untestable: needs asset ...` without the weights, or for a folder of fewer than two images.
 */
export async function scoreFrechet(
  folder: string,
  referenceFolder: string | undefined,
  options: Readonly<Record<string, unknown>>,
  { engine: asked, threads = availableParallelism() }: EngineFlags & { readonly threads?: number },
  preparation: Preparation,
): Promise<Answer> {
  const files = [folder, referenceFolder].filter((path) => path !== undefined && /\.npy$/i.test(path));
  if (files.length === 2) return ofFeatures(files[0]!, files[1]!, options);
  if (Object.hasOwn(options, 'resamples')) {
    throw misplaced('the option features', 'resamples', 'resample in an experiment, or leave it out');
  }
  const [
    { distanceOfMoments },
    { resolveFrechet },
    { featureMomentsOf, modelFeatures },
    { openEngine },
    { modelOptions },
  ] = await Promise.all([
    import('../../../metrics/frechet-distance.ts'),
    import('../../../metrics/network-metrics.ts'),
    import('../../networks/image-features.ts'),
    import('../../engines/open-engine.ts'),
    import('../../engines/onnx/model-options.ts'),
  ]);
  const model = /^onnx=(.+)$/.exec(String(options['features']))?.[1];
  const { features } = model === undefined ? resolveFrechet(options) : { features: `onnx=${model}` };
  const published = model === undefined ? await publishedBy(features) : undefined;
  if (referenceFolder === undefined)
    throw misplaced('a folder of reference images', 'none', 'name it after the first');
  const engine = await openEngine(asked, { threads });
  const over = published?.() ?? (await modelFeatures(model!, modelOptions(engine.name, { threads })));
  const scales: AppliedScale[] = [];
  const moments = async (path: string) =>
    featureMomentsOf(engine, over, imagesIn(await imagesOf(path, 2), preparation, scales), path);
  const [a, b] = [await moments(folder), await moments(referenceFolder)];
  const answer = answerOf(distanceOfMoments(a, b), features);
  return sayingPrepared(answer, preparedFolders(preparation, scales));
}

/** Opens features that have weights among the assets. @throws InputError where these are not there. */
async function publishedBy(features: string): Promise<() => OverImages> {
  const [{ networkMetricAsset }, { publishedFeatures }, { requiredAsset }, { workspaceAt }] =
    await Promise.all([
      import('../../../metrics/network-metrics.ts'),
      import('../../networks/image-features.ts'),
      import('../../files/assets.ts'),
      import('../../files/workspace.ts'),
    ]);
  const asset = networkMetricAsset({ metric: 'frechet', convention: { features } });
  if (asset === undefined) {
    const known = 'features inception-v3, lpips-alex or onnx=FILE';
    throw misplaced(known, features, 'take an experiment for the others');
  }
  return () => publishedFeatures(features, requiredAsset(workspaceAt(undefined), asset));
}

/** The distance between the features in two files, `[images, features]` each. */
async function ofFeatures(
  path: string,
  referencePath: string,
  options: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const [foreign] = Object.keys(options);
  if (foreign !== undefined)
    throw misplaced('no options beside two files of features', foreign, 'leave it out');
  const { frechetDistance } = await import('../../../metrics/frechet-distance.ts');
  const [a, b] = await Promise.all([path, referencePath].map(featuresIn));
  return answerOf(frechetDistance(a, b), 'given');
}

async function featuresIn(path: string) {
  const { channels, height, width, data } = await readImage(path);
  if (channels === 1) return { count: height, dimension: width, data };
  throw new InputError({
    where: path,
    expected: 'features of shape [images, features]',
    got: `[${channels}, ${height}, ${width}]`,
    remedy: 'save one row an image',
  });
}

/** The images of a folder one after the other, each prepared by itself. */
async function* imagesIn(
  files: ReadonlyMap<string, CollectedImage>,
  preparation: Preparation,
  scales: AppliedScale[],
): AsyncGenerator<Image> {
  for (const { path, read } of files.values()) {
    const {
      files: [file],
      told,
    } = prepared([{ path, ...(await read()) }], preparation);
    if (told.scale) scales.push(told.scale);
    yield file.image;
  }
}

function answerOf(value: number, features: string): Answer {
  return metricAnswer(
    { name: 'frechet', unit: networkMetricUnit, direction: networkMetricDirection },
    value,
    { features },
  );
}

function misplaced(expected: string, got: string, remedy: string): InputError {
  return new InputError({ where: 'latent-sr metric frechet', expected, got, remedy });
}
