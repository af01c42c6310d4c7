import type { Degradation } from './degradation.ts';

/** Height of what a degradation makes of an image of this height. */
export function sideAfter(degradation: Degradation, side: number): number {
  switch (degradation.kind) {
    case 'resize':
      return 'factor' in degradation ? side / degradation.factor : degradation.height;
    case 'box-mean':
    case 'k-space-truncation':
      return side / degradation.factor;
    case 'chain':
      return degradation.steps.reduce((before, step) => sideAfter(step, before), side);
    default:
      return side;
  }
}
