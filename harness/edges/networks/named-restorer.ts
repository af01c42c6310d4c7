import type { Esrgan } from '../../baselines/method.ts';
import { esrganModels, restorerAssets } from '../../baselines/method.ts';
import { publishedRestorer, restorerWeights } from '../../networks/published-restorers.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { TrainedRestorerRecipe } from '../../training/restorer-recipe.ts';
import { restorerNetwork } from '../../training/restorer-task.ts';
import { requiredAsset } from '../files/assets.ts';
import { readWeights } from '../files/weights/read-weights.ts';
import { type ShippedFile, shippedNamed } from '../files/weights/shipped.ts';
import type { Workspace } from '../files/workspace.ts';
import { esrganFolder, esrganPackage, openEsrgan } from './esrgan-package.ts';
import type { Restorer } from './restorer.ts';

/** A restorer, and where its weights are. */
export interface NamedRestorer extends Restorer {
  readonly path: string;
}

const restorerSpec = `one of ${restorerAssets.join(', ')} (weights among the assets, or ID=FILE), esrgan-slim-x4 and its like (of the npm packages), or one that ships (golden/networks/restorer-...)`;

/** The restorer that a SPEC names. @throws InputError for another SPEC, missing weights, or weights that do not fit. */
export function loadRestorer(spec: string, workspace: Workspace): NamedRestorer {
  const shipped = shippedNamed(workspace, spec);
  if (shipped) return trained(spec, shipped);
  const packaged = new RegExp(`^esrgan-(${esrganModels.join('|')})-x(2|3|4|8)$`).exec(spec);
  if (packaged) return ofPackage(packaged[1] as Esrgan['model'], Number(packaged[2]));
  const at = spec.indexOf('=');
  const id = restorerAssets.find((known) => known === (at < 0 ? spec : spec.slice(0, at)));
  if (id === undefined || at === spec.length - 1)
    throw new InputError({
      where: '--restorer',
      expected: restorerSpec,
      got: JSON.stringify(spec),
      remedy: 'correct the name',
    });
  const [path] = at < 0 ? requiredAsset(workspace, id) : [spec.slice(at + 1)];
  const { network, factor } = publishedRestorer(id);
  return {
    network,
    factor,
    channels: 3,
    weights: restorerWeights(id, readWeights(path!), path!),
    path: path!,
  };
}

function ofPackage(model: Esrgan['model'], factor: number): NamedRestorer {
  const folder = esrganFolder(model);
  const name = esrganPackage(model);
  if (folder === null)
    throw new InputError({
      where: '--restorer',
      expected: `the npm package ${name}`,
      got: 'none',
      remedy: `npm install ${name}`,
    });
  const { network, weights } = openEsrgan(folder, model, factor);
  return { network, weights, channels: 3, factor, path: folder };
}

/** Its factor is not declared but follows from its last layer, which makes the pixels of one. */
function trained(name: string, { params, path, where }: ShippedFile): NamedRestorer {
  const recipe = params['recipe'] as Partial<TrainedRestorerRecipe>;
  if (recipe.architecture?.depths === undefined)
    throw new InputError({
      where,
      expected: 'a restorer',
      got: 'another network',
      remedy: 'name one of golden/networks/restorer-...',
    });
  const weights = readWeights(path);
  const factor = Math.sqrt(weights.get('upsample.0.weight')?.shape[0] ?? 1);
  return {
    network: { ...restorerNetwork({ architecture: recipe.architecture }, factor), name },
    weights,
    channels: 1,
    factor,
    path,
  };
}
