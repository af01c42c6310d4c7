import { needsOf, type Stage } from '../pipeline/stage.ts';
import type { StageStore } from './ports.ts';

/** Those of `stages` (inputs first) that a run has to compute: absent, and needed by a target or by one of these. */
export async function missingStages(
  stages: readonly Stage[],
  store: Pick<StageStore, 'has'>,
): Promise<readonly Stage[]> {
  const used = new Set(stages.flatMap((stage) => needsOf(stage).map(({ key }) => key)));
  const needed = new Set(stages.filter((stage) => !used.has(stage.key)).map((stage) => stage.key));
  const missing: Stage[] = [];
  for (const stage of [...stages].reverse()) {
    if (!needed.has(stage.key) || (await store.has(stage.key))) continue;
    missing.push(stage);
    for (const { key } of needsOf(stage)) needed.add(key);
  }
  return missing.reverse();
}
