import { type NamedArrays, zerosLike } from '../named-arrays.ts';
import { assertGradients } from './assert-gradients.ts';

/** Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019), in PyTorch's conventions. */
export interface AdamSetting {
  /** `adam` adds the decay to the gradient; `adamw` shrinks the parameter by learning rate times decay. */
  readonly kind: 'adam' | 'adamw';
  readonly beta1: number;
  readonly beta2: number;
  /** Added to the root of the corrected second moment. */
  readonly epsilon: number;
  readonly weightDecay: number;
}

/** What Adam remembers: plain data, which a checkpoint stores as it is. */
export interface AdamState {
  /** Steps taken. */
  step: number;
  /** Moments by parameter, of the parameters' precision. */
  readonly first: NamedArrays;
  readonly second: NamedArrays;
}

/** Before the first step. */
export function initialAdam(parameters: NamedArrays): AdamState {
  return { step: 0, first: zerosLike(parameters), second: zerosLike(parameters) };
}

/**
 * One step of all parameters, in place, and of the state.
 * @throws InputError naming the parameter whose gradient is missing, of another length or not finite; nothing
 *   has moved then.
 */
export function adamStep(
  setting: AdamSetting,
  state: AdamState,
  parameters: NamedArrays,
  gradients: NamedArrays,
  learningRate: number,
): void {
  assertGradients(parameters, gradients);
  state.step += 1;
  const pace = {
    learningRate,
    size: learningRate / (1 - setting.beta1 ** state.step),
    correction: Math.sqrt(1 - setting.beta2 ** state.step),
  };
  for (const [name, values] of parameters) {
    const moments = [state.first.get(name)!, state.second.get(name)!] as const;
    move(setting, values, gradients.get(name)!, moments, pace);
  }
}

type Values = Float32Array | Float64Array;

/** The rate of one step, and what corrects both moments for having begun at zero. */
interface Pace {
  readonly learningRate: number;
  /** The rate over the correction of the first moment. */
  readonly size: number;
  /** The root of the correction of the second. */
  readonly correction: number;
}

function move(
  { kind, beta1, beta2, epsilon, weightDecay }: AdamSetting,
  values: Values,
  gradient: Values,
  [first, second]: readonly [Values, Values],
  { learningRate, size, correction }: Pace,
): void {
  const kept = kind === 'adamw' ? 1 - learningRate * weightDecay : 1;
  const added = kind === 'adam' ? weightDecay : 0;
  for (let i = 0; i < values.length; i++) {
    const g = gradient[i] + added * values[i];
    first[i] += (1 - beta1) * (g - first[i]);
    second[i] = beta2 * second[i] + (1 - beta2) * g * g;
    values[i] = kept * values[i] - (size * first[i]) / (Math.sqrt(second[i]) / correction + epsilon);
  }
}
