import type { Tensor } from '../../../harness/networks/tensor.ts';

/** A tensor of the reference: double precision. */
export type Exact = Tensor<Float64Array>;
