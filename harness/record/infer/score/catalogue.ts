import type { Inferable } from './inferable.ts';
import { inferablePsnr } from './psnr.ts';
import { inferableMsSsim, inferableSsim } from './ssim.ts';

/** The metrics without a network whose conventions can be searched. */
export const inferables: readonly Inferable[] = [inferablePsnr, inferableSsim, inferableMsSsim];

/** The one of that name, undefined where there is none. */
export function inferableNamed(name: string): Inferable | undefined {
  return inferables.find((each) => each.name === name);
}
