import type { Tensor } from '../tensor.ts';

/** A tensor of the reference: double precision. */
export type Exact = Tensor<Float64Array>;
