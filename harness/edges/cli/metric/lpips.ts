import { availableParallelism } from 'node:os';
import { networkMetricDirection, networkMetricUnit } from '../../../metrics/network-metrics.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { meansMany } from '../../files/images/collection/means-many.ts';
import { assertScale } from '../../files/images/comparable.ts';
import type { Answer } from '../answer.ts';
import type { EngineFlags } from '../engine-options.ts';
import { metricAnswer } from './answer.ts';
import { type FolderFlags, scoreFolders } from './folder-scores.ts';
import { type Preparation, preparedPair, sayingPrepared } from './prepared-images.ts';
import type { FilesOf } from './score-pair.ts';
import { scorerOf } from './task-scorer.ts';

/**
 * `latent-sr metric lpips A B`: LPIPS v0.1 over AlexNet, with the weights among the assets; of folders, globs and lists
 * pair by pair, through one session of the engine.
 * @param options `epsilon`: `outside` (the authors' library, the default) or `inside` (torchmetrics)
 * @throws InputError `untestable: needs asset ...` without the weights.
 */
export async function scoreLpips(
  imagePath: string,
  referencePath: string | undefined,
  options: Readonly<Record<string, unknown>>,
  flags: EngineFlags & FolderFlags & { readonly threads?: number },
  preparation: Preparation,
): Promise<Answer> {
  const { epsilon = 'outside', ...unknown } = options;
  const [foreign] = Object.keys(unknown);
  if (foreign !== undefined) throw misplaced('the option epsilon', foreign, 'leave it out');
  if (epsilon !== 'outside' && epsilon !== 'inside') {
    throw misplaced('epsilon outside or inside', JSON.stringify(epsilon), 'correct it');
  }
  if (referencePath === undefined)
    throw misplaced('a reference image for lpips', 'none', 'name it after the image');
  const [
    { openLpips, readLpipsWeights },
    { openEngine },
    { readImageFile },
    { requiredAsset },
    { workspaceAt },
  ] = await Promise.all([
    import('../../networks/lpips.ts'),
    import('../../engines/open-engine.ts'),
    import('../../files/images/read-image.ts'),
    import('../../files/assets.ts'),
    import('../../files/workspace.ts'),
  ]);
  const paths = requiredAsset(workspaceAt(undefined), 'lpips-alex-v0.1');
  const lpips = openLpips(
    await openEngine(flags.engine, { threads: flags.threads ?? availableParallelism() }),
    readLpipsWeights(paths),
    epsilon,
  );
  const score = async ({ image, reference }: FilesOf) => {
    const { files, told } = preparedPair([image, reference!], preparation);
    for (const file of files)
      assertScale(file, 1, 'scale both images to it, as the network was trained: --scale');
    const [value] = await lpips([files[0].image], [files[1]!.image]);
    return { score: value!, convention: { net: 'alex', version: '0.1', epsilon }, told };
  };
  const metric = { name: 'lpips', unit: networkMetricUnit, direction: networkMetricDirection } as const;
  if (meansMany(imagePath)) {
    const sources = { image: imagePath, reference: referencePath };
    const one = { workers: [scorerOf(score)], stop: async () => {} };
    return scoreFolders({ metric, sources, preparation, flags }, async () => one);
  }
  const read = async (path: string) => ({ path, ...(await readImageFile(path)) });
  const pair = { image: await read(imagePath), reference: await read(referencePath) };
  const { score: value, convention, told } = await score(pair);
  return sayingPrepared(metricAnswer(metric, value, convention), told);
}

function misplaced(expected: string, got: string, remedy: string): InputError {
  return new InputError({ where: 'latent-sr metric lpips', expected, got, remedy });
}
