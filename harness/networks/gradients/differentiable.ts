/** The result of an operation, and the way back through it. */
export interface Differentiable<T> {
  readonly value: T;
  /**
   * From the gradient by the result to that by every tensor that went in, in order. Each is made only when it
   * is asked for.
   */
  back(dy: T): readonly (() => T)[];
}
