import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from './tensor.ts';

/** A function with its gradient by each of its inputs, and what of the forward pass the gradient needs. */
export interface Differentiable<Inputs extends readonly Tensor[], Saved extends readonly Tensor[]> {
  value(...inputs: Inputs): { readonly value: Tensor; readonly saved: Saved };
  gradients(dy: Tensor, ...saved: Saved): Tensor[];
}

/** Applies a function whose gradient is given rather than derived. */
export function withOwnGradient<const Inputs extends readonly Tensor[], Saved extends readonly Tensor[]>(
  tf: Tf,
  { value, gradients }: Differentiable<Inputs, Saved>,
  ...inputs: Inputs
): Tensor {
  return tf.customGrad((...args) => {
    const save = args.pop() as (tensors: Tensor[]) => void;
    const result = value(...(args as unknown as Inputs));
    save([...result.saved]);
    return {
      value: result.value,
      gradFunc: (dy: Tensor, saved: Tensor[]) => gradients(dy, ...(saved as unknown as Saved)),
    };
  })(...inputs);
}
