import type { Tensors } from '../networks/engine.ts';
import type { InputShapes, Network } from '../networks/network.ts';

/** What is trained: a loss, and the batch of each step. */
export interface TrainingTask {
  readonly loss: Network;
  readonly inputs: InputShapes;
  /** The batch of a step, counted from 0: the step alone decides its draws, so that a resumed training goes on alike. */
  batch(step: number): Tensors;
}
