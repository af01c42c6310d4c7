import { availableParallelism, freemem } from 'node:os';
import type { Machine } from '../study/cost/jobs-that-fit.ts';

/** The cores and the free memory that this process may use; a container's limits count. */
export function thisMachine(): Machine {
  const { availableMemory } = process as { availableMemory?: () => number };
  return { cores: availableParallelism(), memory: availableMemory?.call(process) ?? freemem() };
}
