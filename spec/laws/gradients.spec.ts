import { differentiateExactly } from '../networks/reference/engine.ts';
import { everyGradient, exactGradients } from './engines/gradients.ts';
import { enginesPresent } from './engines-present.ts';

describe('gradients of the reference', () => exactGradients(differentiateExactly));

for (const { name, open } of enginesPresent) {
  describe(`gradients of ${name}`, () => everyGradient(open));
}
