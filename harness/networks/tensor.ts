import type { Shape } from './ops.ts';

/** Values with sizes, row-major, outermost axis first; 32-bit unless exactness is the point. */
export interface Tensor<Data extends Float32Array | Float64Array = Float32Array> {
  readonly shape: Shape;
  readonly data: Data;
}
