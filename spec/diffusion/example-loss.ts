import type { TrainingExample } from '../../harness/diffusion/training-example.ts';

/** The loss that a training example means for a network's output `[B, C, H, W]`, in plain loops. */
export function exampleLoss(example: TrainingExample, output: Float32Array): number {
  const { target, weights, distance } = example;
  const length = target.length / weights.length;
  let loss = 0;
  for (let b = 0, i = 0; b < weights.length; b++) {
    let sum = 0;
    for (const end = i + length; i < end; i++) {
      const difference = output[i]! - target[i]!;
      sum += distance === 'l1' ? Math.abs(difference) : difference * difference;
    }
    loss += (weights[b]! * sum) / target.length;
  }
  return loss;
}
