import type { Word } from '../../language/word.ts';
import { fields } from '../../numeric/fields.ts';
import type { NamedArrays } from '../named-arrays.ts';
import { type AdamSetting, type AdamState, adamStep, initialAdam } from './adam.ts';
import { clipGradients } from './clip-gradients.ts';
import { type LearningRate, learningRateAt, resolveLearningRate } from './learning-rate.ts';

/** How parameters are moved: complete plain data. */
export interface OptimiserSetting extends AdamSetting {
  readonly learningRate: LearningRate;
  /** The largest norm of all gradients together; none where it is null. */
  readonly clipNorm: number | null;
}

/** Every kind of optimiser. */
export const optimiserWords: Readonly<Record<OptimiserSetting['kind'], Word>> = {
  adam: {
    title: 'Adam',
    description: "Adam (Kingma and Ba 2015) in PyTorch's conventions; weight decay is added to the gradient.",
  },
  adamw: {
    title: 'AdamW',
    description:
      'Adam with decoupled weight decay (Loshchilov and Hutter 2019): parameters shrink by learning rate times decay.',
  },
};

export type OptimiserState = AdamState;

export const initialOptimiser = initialAdam;

/**
 * The complete optimiser that a declaration means. Where it is silent, PyTorch's defaults: betas 0.9 and 0.999,
 * epsilon 1e-8, weight decay 0 for `adam` and 0.01 for `adamw`, no clipping. The paper describes Adam, the
 * release runs AdamW clipped at 1.
 * @throws InputError on unknown keys and values that are not allowed.
 */
export function resolveOptimiser(declaration: unknown, where: string): OptimiserSetting {
  const declared = fields(declaration, where);
  const kind = declared.oneOf('kind', Object.keys(optimiserWords) as OptimiserSetting['kind'][]);
  const setting: OptimiserSetting = {
    kind,
    beta1: declared.number('beta1', share, 0.9),
    beta2: declared.number('beta2', share, 0.999),
    epsilon: declared.number('epsilon', { above: 0 }, 1e-8),
    weightDecay: declared.number('weightDecay', { atLeast: 0 }, kind === 'adamw' ? 0.01 : 0),
    learningRate: resolveLearningRate(declared.raw('learningRate'), declared.at('learningRate')),
    clipNorm: (declared.raw('clipNorm') ?? null) === null ? null : declared.number('clipNorm', { above: 0 }),
  };
  declared.end();
  return setting;
}

/**
 * One step: clips the gradients (in place), then moves parameters and state (in place) at the learning rate of
 * the step that the state has reached. Returns the gradients' norm before clipping and that rate.
 * @throws InputError naming the parameter whose gradient is missing, of another length or not finite; parameters
 *   and state have not moved then.
 */
export function optimiserStep(
  setting: OptimiserSetting,
  state: OptimiserState,
  parameters: NamedArrays,
  gradients: NamedArrays,
): { readonly norm: number; readonly learningRate: number } {
  const norm = clipGradients(gradients, setting.clipNorm ?? Number.POSITIVE_INFINITY);
  const learningRate = learningRateAt(setting.learningRate, state.step);
  adamStep(setting, state, parameters, gradients, learningRate);
  return { norm, learningRate };
}

const share = { atLeast: 0, atMost: 0.999999 };
