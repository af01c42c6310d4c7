import { InputError } from '../../numeric/input-error.ts';
import type { NamedArrays } from '../named-arrays.ts';

/** @throws InputError naming the first parameter whose gradient is missing, of another length or not finite. */
export function assertGradients(parameters: NamedArrays, gradients: NamedArrays): void {
  for (const [name, { length }] of parameters) {
    const gradient = gradients.get(name);
    if (gradient?.length === length) continue;
    throw new InputError({
      where: `gradient of ${name}`,
      expected: `${length} values`,
      got: gradient ? `${gradient.length}` : 'nothing',
      remedy: 'differentiate the loss by every parameter that is trained',
    });
  }
  assertFiniteGradients(gradients);
}

/** @throws InputError naming the first gradient that holds NaN or an infinity. */
export function assertFiniteGradients(gradients: NamedArrays): void {
  for (const [name, gradient] of gradients) {
    // Times zero a finite value is zero and any other is NaN.
    let sum = 0;
    for (let i = 0; i < gradient.length; i++) sum += gradient[i] * 0;
    if (sum === 0) continue;
    const at = gradient.findIndex((value: number) => !Number.isFinite(value));
    throw new InputError({
      where: `gradient of ${name}`,
      expected: 'finite values',
      got: `${gradient[at]} at ${at}`,
      remedy: 'lower the learning rate or clip the gradients, and check the training data',
    });
  }
}
