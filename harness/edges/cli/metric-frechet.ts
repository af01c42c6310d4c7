import { InputError } from '../../numeric/input-error.ts';
import type { Answer } from './answer.ts';
import type { EngineFlags } from './engine-options.ts';

/**
 * `latent-sr metric frechet DIR_A DIR_B`: the Frechet distance between the images of two folders, which need not
 * be the same samples. With features `inception-v3` (the default) it is the FID.
 * @param options `features`: `inception-v3` or `lpips-alex`
 * @throws InputError `untestable: needs asset ...` without the weights, or for a folder of fewer than two images.
 */
export async function scoreFrechet(
  folder: string,
  referenceFolder: string | undefined,
  options: Readonly<Record<string, unknown>>,
  { engine: asked }: EngineFlags = {},
): Promise<Answer> {
  const [{ frechetDistance }, networkMetrics, { requiredAsset }, { workspaceAt }] = await Promise.all([
    import('../../metrics/frechet-distance.ts'),
    import('../../metrics/network-metrics.ts'),
    import('../files/assets.ts'),
    import('../files/workspace.ts'),
  ]);
  if (Object.hasOwn(options, 'resamples')) {
    throw misplaced('the option features', 'resamples', 'resample in an experiment, or leave it out');
  }
  const { features } = networkMetrics.resolveFrechet(options);
  const asset = networkMetrics.networkMetricAsset({ metric: 'frechet', convention: options });
  if (asset === undefined) {
    throw misplaced('features inception-v3 or lpips-alex', features, 'take an experiment for the others');
  }
  if (referenceFolder === undefined)
    throw misplaced('a folder of reference images', 'none', 'name it after the first');
  const paths = requiredAsset(workspaceAt(undefined), asset);
  const [{ featuresOf, publishedFeatures }, { DEFAULT_ENGINE, openEngine }] = await Promise.all([
    import('../tensor/image-features.ts'),
    import('../tensor/open-engine.ts'),
  ]);
  const engine = await openEngine(asked ?? DEFAULT_ENGINE, { threads: 1 });
  const over = publishedFeatures(features, paths);
  const [a, b] = [
    await featuresOf(engine, over, await imagesIn(folder)),
    await featuresOf(engine, over, await imagesIn(referenceFolder)),
  ];
  const value = frechetDistance(a, b);
  return {
    document: { metric: 'frechet', value, unit: '1', direction: 'lower', convention: { features } },
    text: `frechet ${value} (lower is better), ${a.count} images and ${b.count}\nconvention: features ${features}`,
  };
}

async function imagesIn(folder: string) {
  const [{ listFiles }, { readImage }] = await Promise.all([
    import('../files/datasets/list-files.ts'),
    import('../files/read-image.ts'),
  ]);
  const files = await listFiles(folder, '', /\.(png|npy|dcm|dicom|nii|nii\.gz)$/i, { recursive: false });
  if (files.length >= 2) return Promise.all(files.map(({ path }) => readImage(path)));
  throw new InputError({
    where: folder,
    expected: 'at least two images (.png, .npy, .dcm, .nii, .nii.gz)',
    got: `${files.length}`,
    remedy: 'name the folder that holds them',
  });
}

function misplaced(expected: string, got: string, remedy: string): InputError {
  return new InputError({ where: 'latent-sr metric frechet', expected, got, remedy });
}
