import type { Weights } from '../networks/engine.ts';
import type { Tensor } from '../networks/tensor.ts';
import type { TrainingState } from './train.ts';

/** A training's state as named tensors, without loss. */
export function checkpointTensors({
  weights,
  optimiser,
  ema,
  losses,
}: TrainingState): ReadonlyMap<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  const add = (group: string, arrays: ReadonlyMap<string, { readonly length: number }>) => {
    for (const [name, values] of arrays) {
      const data = values as Float32Array;
      tensors.set(`${group}/${name}`, { shape: [data.length], data });
    }
  };
  add('weights', new Map([...weights].map(([name, { data }]) => [name, data])));
  add('first', optimiser.first);
  add('second', optimiser.second);
  if (ema) add('average', ema.averages);
  // Doubles survive as four numbers of 16 bits each.
  const progress = Float64Array.from([optimiser.step, ema?.updates ?? 0, ...losses]);
  const data = Float32Array.from(new Uint16Array(progress.buffer));
  tensors.set('progress', { shape: [data.length], data });
  return tensors;
}

/** The state of `checkpointTensors`, in the shapes of a state to begin from. */
export function stateOf(tensors: ReadonlyMap<string, Tensor>, initial: TrainingState): TrainingState {
  const array = (group: string, name: string) => tensors.get(`${group}/${name}`)!.data;
  const arrays = (group: string, like: ReadonlyMap<string, unknown>) =>
    new Map([...like.keys()].map((name) => [name, array(group, name)]));
  const { data } = tensors.get('progress')!;
  const [step, updates, ...losses] = new Float64Array(Uint16Array.from(data).buffer);
  const weights: Weights = new Map(
    [...initial.weights].map(([name, { shape }]) => [name, { shape, data: array('weights', name) }]),
  );
  const { optimiser, ema } = initial;
  return {
    weights,
    optimiser: {
      step: step!,
      first: arrays('first', optimiser.first),
      second: arrays('second', optimiser.second),
    },
    ema: ema && { updates: updates!, averages: arrays('average', ema.averages) },
    losses,
  };
}
