import { type NetworkSize, noSize } from '../../networks/network-size.ts';
import type { NetworkNeed } from './network-batch.ts';

/** Images or latents that a stage reads or makes. */
export interface Volume {
  readonly samples: number;
  /** Numbers of one sample; 0 where its size is not known before it is read. */
  readonly numbers: number;
}

/** Bytes of a number in the store, at most: greys of three channels are doubles. */
const STORED = 8;
/** Everything that is decoded is of doubles. */
const DECODED = 8;
/** Node with the program and an engine. */
const PROCESS = 300e6;

/**
 * About what a stage takes in store and memory, and what its networks do besides.
 * @param pixels of an image that goes through the networks
 */
export function resourcesOf(
  read: readonly Volume[],
  made: readonly Volume[],
  networks: readonly NetworkSize[] = [],
  pixels = 0,
): {
  readonly bytes: number;
  readonly memory: number;
  readonly pixels: number;
  readonly network?: NetworkNeed;
} {
  const numbers = (volumes: readonly Volume[]) =>
    volumes.reduce((sum, { samples, numbers: each }) => sum + samples * each, 0);
  return {
    pixels: Math.max(0, ...[...read, ...made].map((volume) => volume.numbers)),
    bytes: STORED * numbers(made),
    memory: PROCESS + DECODED * numbers([...read, ...made]),
    ...(networks.length > 0 && { network: { ...networks.reduce(largest, noSize), pixels } }),
  };
}

function largest(a: NetworkSize, b: NetworkSize): NetworkSize {
  return {
    flop: a.flop + b.flop,
    weights: a.weights + b.weights,
    activations: Math.max(a.activations, b.activations),
  };
}
