import { InputError } from '../numeric/input-error.ts';
import type { Tensors } from './engine.ts';
import type { InputShapes } from './network.ts';
import { count, shown } from './shapes.ts';

/** @throws InputError unless the tensors are those of `shapes`: no other names, no other sizes. */
export function assertInputs(where: string, shapes: InputShapes, tensors: Tensors): void {
  for (const name of new Set([...Object.keys(shapes), ...Object.keys(tensors)])) {
    const shape = shapes[name];
    const tensor = tensors[name];
    const fits =
      shape && tensor && shown(shape) === shown(tensor.shape) && tensor.data.length === count(shape);
    if (fits) continue;
    throw new InputError({
      where,
      expected: shape ? `an input ${name} ${shown(shape)}` : `the inputs ${Object.keys(shapes).join(', ')}`,
      got: tensor ? `${name} ${shown(tensor.shape)} with ${tensor.data.length} values` : `no ${name}`,
      remedy: 'give the tensors that the network was compiled for',
    });
  }
}
