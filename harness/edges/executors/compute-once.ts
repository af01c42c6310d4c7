import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from '../files/store/store.ts';

/** Where others compute a stage, the store is looked at so often, in milliseconds. */
const POLL_MS = 500;

/** Seconds that a stage took here; or that its result was stored already, or that somebody else is computing it. */
export type Attempt = number | 'stored' | 'held';

/** Computes and stores a stage; returns the seconds. */
type Compute = () => Promise<number>;

/**
 * Computes a stage unless it is stored or somebody does so already: of all processes that share a store, one computes,
 * and the others wait, taking over where it gives up.
 * @param turn what an attempt takes place in, such as that of a worker, which is not held while waiting
 * @param waits told when it begins to wait for another
 */
export async function computeOnce(
  store: Store,
  key: string,
  turn: (attempt: (compute: Compute) => Promise<Attempt>) => Promise<Attempt>,
  waits: () => void = () => {},
): Promise<number | 'stored'> {
  for (let times = 0; ; times++) {
    const attempted = await turn((compute) => attempt(store, key, compute));
    if (attempted !== 'held') return attempted;
    if (times === 0) waits();
    await wait(POLL_MS);
  }
}

async function attempt(store: Store, key: string, compute: Compute): Promise<Attempt> {
  if (await store.has(key)) return 'stored';
  const claim = await store.claim(key);
  if (!claim) return 'held';
  try {
    // Whoever held the claim before may have stored it since.
    return (await store.has(key)) ? 'stored' : await compute();
  } finally {
    await claim.release();
  }
}
