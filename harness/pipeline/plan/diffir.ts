import { type NetworkSize, networkSize, noSize } from '../../networks/network-size.ts';
import { InputError } from '../../numeric/input-error.ts';
import {
  type DiffirArchitecture,
  type DiffirDiffusion,
  diffir,
  diffirWithTruth,
} from '../../training/diffir-networks.ts';
import type { DiffirRecipe, DiffirTruthRecipe } from '../../training/diffir-recipe.ts';
import type { Cell } from '../cell.ts';
import type { Stage } from '../stage.ts';
import { Missing, type PlanContext, plannedStage, playedBy } from './context.ts';
import { datasetOf, imagesOf, lowOf, pixelsOf, type TaskImages, trainingTask } from './data.ts';
import { memoised } from './memoised.ts';
import { besidesTask, trained } from './networks.ts';
import { resourcesOf } from './resources.ts';

/** Images restored by DiffIR, trained for the set and its degradation in one stage or both. @throws Missing */
export function diffirStage(
  context: PlanContext,
  cell: Cell,
  task: TaskImages,
  role: string,
  recipe: DiffirTruthRecipe | DiffirRecipe,
): Stage {
  const { set } = task;
  const { weights, architecture, diffusion } = trainedDiffir(context, task, role, recipe, cell.seed.denoiser);
  const size = sizeOf(context, task, architecture, diffusion);
  return plannedStage(context, 'restore-diffir', {
    label: `restore ${cell.id}`,
    params: { recipe: { architecture, diffusion }, seed: context.seed },
    inputs: { low: lowOf(task), images: imagesOf(set), restorer: weights },
    work: set.samples,
    flop: set.samples * size.flop,
    ...resourcesOf([pixelsOf(set)], [pixelsOf(set)], [size], (set.side ?? 0) ** 2),
  });
}

interface TrainedDiffir {
  readonly weights: Stage;
  readonly architecture: DiffirArchitecture;
  readonly diffusion: DiffirDiffusion | null;
}

function trainedDiffir(
  context: PlanContext,
  task: TaskImages,
  role: string,
  recipe: DiffirTruthRecipe | DiffirRecipe,
  seed: number,
): TrainedDiffir {
  const { set } = task;
  if (set.training === undefined) throw new Missing(`needs a training set for ${set.id}`);
  const source = datasetOf(context, set.training);
  const pairs = trainingTask(context, source, task);
  const { training } = recipe;
  const described = (architecture: DiffirArchitecture, diffusion: DiffirDiffusion | null) => ({
    label: `train restorer ${role} for ${set.id}${besidesTask(pairs)}${seed > 0 ? `, seed ${seed}` : ''}`,
    inputs: { images: imagesOf(source), low: lowOf(pairs) },
    work: training.steps * training.batch,
    flop: 3 * training.steps * training.batch * sizeOf(context, task, architecture, diffusion).flop,
  });
  if (recipe.kind === 'diffir-truth') {
    const { kind, architecture } = recipe;
    const weights = trained(context, 'train-diffir-truth', {
      ...described(architecture, null),
      params: { recipe: { kind, architecture, training }, seed },
    });
    return { weights, architecture, diffusion: null };
  }
  const { kind, schedule, layers } = recipe;
  const first = trainedDiffir(context, task, recipe.pretrained, firstStage(context, role, recipe), seed);
  const { architecture } = first;
  const diffusion = { schedule, layers };
  const { inputs, ...rest } = described(architecture, diffusion);
  const weights = trained(context, 'train-diffir', {
    ...rest,
    inputs: { ...inputs, pretrained: first.weights },
    params: { recipe: { kind, architecture, ...diffusion, training }, seed },
  });
  return { weights, architecture, diffusion };
}

/** @throws InputError where the role that it begins as a copy of is played by another kind of restorer. */
function firstStage(context: PlanContext, role: string, { pretrained }: DiffirRecipe): DiffirTruthRecipe {
  const { profile } = context;
  const recipe = context.restorer(playedBy(profile.restorers, pretrained, 'the restorer', profile));
  if (recipe.kind === 'diffir-truth') return recipe;
  throw new InputError({
    where: `experiments/restorers/${profile.restorers[role]}.json /pretrained`,
    expected: 'the role of a restorer of kind diffir-truth',
    got: `${pretrained}, of kind ${recipe.kind}`,
    remedy: 'name the first stage that it goes on from',
  });
}

/** What restoring one image takes. */
function sizeOf(
  context: PlanContext,
  { set: { side }, lowSide }: TaskImages,
  architecture: DiffirArchitecture,
  diffusion: DiffirDiffusion | null,
): NetworkSize {
  if (side === undefined || lowSide === undefined) return noSize;
  return memoised(context, 'diffir size', [architecture, diffusion, side, lowSide], () => {
    const [low, high] = [
      [1, 1, lowSide, lowSide],
      [1, 1, side, side],
    ];
    return diffusion
      ? networkSize(diffir(architecture, diffusion, side / lowSide), {
          low,
          start: [1, architecture.prior.length],
        })
      : networkSize(diffirWithTruth(architecture, side / lowSide), { low, high });
  });
}
