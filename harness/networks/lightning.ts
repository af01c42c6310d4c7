import { InputError } from '../numeric/input-error.ts';
import type { Tensor } from './tensor.ts';

type Tensors = ReadonlyMap<string, Tensor>;

/** Lightning saves a module's weights under the name of the attribute that holds it: `model.` in the release. */
const MODULE = 'model.';
/** CompVis saves the moving averages of that module beside it, under its names without their dots. */
const AVERAGES = 'model_ema.';

/**
 * The weights of a Lightning checkpoint's model, the last ones or their moving averages: `ema` takes the averages where
 * the checkpoint holds any, which the paper's do not.
 * @throws InputError when it holds averages of tensors that the model lacks.
 */
export function chosenWeights(tensors: Tensors, which: 'ema' | 'raw', where: string): Map<string, Tensor> {
  const averages = which === 'ema' && [...tensors.keys()].some((name) => name.startsWith(AVERAGES));
  return averages ? averagedWeights(tensors, where) : moduleWeights(tensors);
}

/**
 * The weights of a Lightning checkpoint's `model`, under the model's own names; what other attributes hold
 * (losses, averages) is left out. Tensors that carry no such prefix are returned as they are.
 */
function moduleWeights(tensors: Tensors): Map<string, Tensor> {
  const own = [...tensors].filter(([name]) => name.startsWith(MODULE));
  return own.length === 0
    ? new Map(tensors)
    : new Map(own.map(([name, tensor]) => [name.slice(MODULE.length), tensor]));
}

/**
 * The same with the exponential moving averages in place of the last values; buffers, which have no average,
 * keep theirs.
 */
function averagedWeights(tensors: Tensors, where: string): Map<string, Tensor> {
  const weights = moduleWeights(tensors);
  const nameOf = new Map([...weights.keys()].map((name) => [name.replaceAll('.', ''), name]));
  const averages = [...tensors]
    .filter(([name]) => name.startsWith(AVERAGES))
    .map(([name, tensor]) => [name.slice(AVERAGES.length), tensor] as const)
    .filter(([name]) => name !== 'decay' && name !== 'num_updates');
  const unknown = averages.filter(([name]) => !nameOf.has(name)).map(([name]) => name);
  if (unknown.length > 0) {
    throw new InputError({
      where,
      expected: `averages of the model's weights under ${AVERAGES}`,
      got: `averages of unknown weights: ${unknown.join(', ')}`,
      remedy: 'use the last weights, or give a checkpoint that was trained with EMA',
    });
  }
  for (const [name, tensor] of averages) weights.set(nameOf.get(name)!, tensor);
  return weights;
}
