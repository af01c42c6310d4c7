import {
  networkCalls,
  resolveSampler,
  sample,
  type samplerKinds,
} from '../../../harness/diffusion/samplers/catalogue.ts';
import type { Sampling } from './every-sampler.ts';

/** A kind of sampler as it is. */
export function samplingOf({ run }: (typeof samplerKinds)[number]): Sampling {
  return { sample, networkCalls, resolveSampler, run: run as unknown as Sampling['run'] };
}
