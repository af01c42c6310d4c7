import type { NamedArrays } from '../named-arrays.ts';
import { assertFiniteGradients } from './assert-gradients.ts';

/**
 * Scales all gradients together, in place, so that their norm is `most` at most, and returns the norm that they
 * had: PyTorch's `clip_grad_norm_`, whose quotient is most / (norm + 1e-6).
 * @throws InputError naming the gradient that is not finite.
 */
export function clipGradients(gradients: NamedArrays, most: number): number {
  let squares = 0;
  for (const gradient of gradients.values()) {
    for (let i = 0; i < gradient.length; i++) squares += gradient[i] * gradient[i];
  }
  // What is not finite leaves no finite sum, so that one pass over the gradients is enough.
  if (!Number.isFinite(squares)) assertFiniteGradients(gradients);
  const norm = Math.sqrt(squares);
  const factor = most / (norm + 1e-6);
  if (factor < 1) {
    for (const gradient of gradients.values()) {
      for (let i = 0; i < gradient.length; i++) gradient[i] *= factor;
    }
  }
  return norm;
}
