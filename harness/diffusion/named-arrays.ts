/** Values by parameter name: parameters, their gradients, or what an optimiser remembers of them. */
export type NamedArrays = ReadonlyMap<string, Float32Array | Float64Array>;

/** Zeros in the same places and of the same precision. */
export function zerosLike(arrays: NamedArrays): NamedArrays {
  return new Map([...arrays].map(([name, values]) => [name, values.slice().fill(0)]));
}
