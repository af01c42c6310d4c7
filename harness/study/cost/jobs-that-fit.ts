import type { Stage } from '../../pipeline/stage.ts';

/** What a machine has for processes. */
export interface Machine {
  readonly cores: number;
  /** Bytes of memory that are free. */
  readonly memory: number;
}

/** Some memory stays with the system. */
const SHARE = 0.9;

/** As many processes as there are cores, as far as the stage that takes most memory fits into each; one at least. */
export function jobsThatFit(stages: readonly Pick<Stage, 'memory'>[], { cores, memory }: Machine): number {
  const most = Math.max(1, ...stages.map((stage) => stage.memory ?? 0));
  return Math.max(1, Math.min(cores, Math.floor((SHARE * memory) / most)));
}
