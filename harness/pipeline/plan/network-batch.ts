import { batchSize } from '../../networks/batch-size.ts';
import type { NetworkSize } from '../../networks/network-size.ts';

/** How many images go through each network at once: so many, or as many as fit into so much memory. */
export type NetworkBatch = number | { readonly gigabytes: number };

/** What the networks of a stage take for each image. */
export interface NetworkNeed extends NetworkSize {
  /** Of an image that goes through them; 0 where that is not known before it is read. */
  readonly pixels: number;
  /** Whether images go through one by one, whatever is declared. */
  readonly alone?: boolean;
}

/** Memory is filled to a power of two, at most this. */
const MOST = 32;
/** An engine keeps what later layers read, and its own copy of the weights: so many times the largest operation. */
const KEPT = 8;
const COPIES = 2;

/** The batch that a declaration means for the networks of a stage; undefined where it is the usual one. */
export function declaredBatch(declared: NetworkBatch | undefined, need: NetworkNeed): number | undefined {
  if (need.alone) return undefined;
  const batch = typeof declared === 'object' ? fitting(1e9 * declared.gigabytes, need) : declared;
  return need.pixels > 0 && batch === batchSize(need.pixels) ? undefined : batch;
}

/** No batch of any of a run's networks ends but where one of so many does. @param side of the images, 0 where unknown */
export function commonBatch(declared: NetworkBatch | undefined, side: number): number {
  if (typeof declared === 'object') return MOST;
  return declared ?? (side === 0 ? 1 : batchSize(side ** 2));
}

/** Bytes that a stage's networks take, for so many samples at once or as many as is usual. */
export function networkMemory(need: NetworkNeed, batch: number | undefined): number {
  const { weights, activations, pixels, alone } = need;
  const together = batch ?? (alone ? 1 : pixels === 0 ? 0 : batchSize(pixels));
  return COPIES * weights + KEPT * together * activations;
}

/** One where not even that fits, as the plan's memory says. */
function fitting(bytes: number, need: NetworkNeed): number | undefined {
  if (need.activations === 0) return undefined;
  let batch = 1;
  while (2 * batch <= MOST && networkMemory(need, 2 * batch) <= bytes) batch *= 2;
  return batch;
}
