import { resolveMethod } from '../../baselines/catalogue.ts';
import type { Esrgan, PublishedNetwork } from '../../baselines/method.ts';
import { publishedRestorer, restorerWeights } from '../../networks/published-restorers.ts';
import { InputError } from '../../numeric/input-error.ts';
import { canonicalJson } from '../../pipeline/canonical.ts';
import { decodeStack, encodeStack } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { checkedPaths, type HashedFile } from '../files/asset-files.ts';
import { readWeights } from '../files/weights/read-weights.ts';
import { openEsrgan } from '../networks/esrgan-package.ts';
import { type Restorer, restoreWith } from '../networks/restorer.ts';
import { stageEngine } from './stage-engine.ts';

/** Brings every LR image back to its HR image's size by a network whose published weights lie in `location`. */
export const restoreNetworkStage: StageKind = {
  name: 'restore-network',
  code: import.meta.url,
  runsNetworks: true,
  cut: { roles: ['low'], together: () => 1 },
  async run(params, inputs, location, context) {
    const method = resolveMethod(params['method'], 'method') as Esrgan | PublishedNetwork;
    const files = params['files'] as readonly HashedFile[];
    const restorer =
      method.kind === 'esrgan' ? packaged(method, files, location) : asset(method, files, location);
    const low = decodeStack(inputs['low']!);
    const sizes = new Map(decodeStack(inputs['reference']!).map(({ id, image }) => [id, image]));
    const targets = low.map(({ id }) => sizes.get(id) ?? absent(id));
    const images = low.map(({ image }) => image);
    const restored = await restoreWith(await stageEngine(context), restorer, images, targets, method.fit);
    return encodeStack(low.map(({ id, subject }, i) => ({ id, subject, image: restored[i]! })));
  },
};

function packaged({ model, scale }: Esrgan, planned: readonly HashedFile[], location: string): Restorer {
  const { network, weights, files } = openEsrgan(location, model, scale);
  if (canonicalJson(files) === canonicalJson(planned))
    return { network, weights, channels: 3, factor: scale };
  throw new InputError({
    where: location,
    expected: 'the weights that were there when the run began',
    got: 'others',
    remedy: 'let nothing change the package during a run, and run the command again',
  });
}

function asset({ asset: id }: PublishedNetwork, files: readonly HashedFile[], location: string): Restorer {
  const [path] = checkedPaths(location, files) as [string];
  const { network, factor } = publishedRestorer(id);
  return { network, weights: restorerWeights(id, readWeights(path), path), channels: 3, factor };
}

function absent(id: string): never {
  throw new InputError({
    where: `sample ${id}`,
    expected: 'an HR image with the same id',
    got: 'none',
    remedy: 'give both sets the same ids',
  });
}
