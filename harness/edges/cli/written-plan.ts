import { resolve } from 'node:path';
import { missingStages } from '../../study/missing-stages.ts';
import type { Ports } from '../../study/ports.ts';
import { prepare, type Selection } from '../../study/prepare.ts';
import { stagesOf } from '../../study/stages.ts';
import { writePlan } from '../executors/plan-file.ts';
import { requestedBy } from '../executors/slurm/requested.ts';
import { placeOf } from '../executors/slurm/run-place.ts';
import { snakefile } from '../executors/snakefile.ts';

/**
 * Writes the stages of a run down, as `stage KEY --plan FILE` takes them.
 * @param store the folder of their results
 * @returns the Snakefile that computes what is missing
 */
export async function writtenPlan(
  ports: Ports,
  selection: Selection,
  store: string,
  file: string,
): Promise<string> {
  const prepared = await prepare(ports, selection);
  const stages = stagesOf(prepared);
  const plan = resolve(file);
  await writePlan(plan, stages);
  const missing = await missingStages(stages, ports.store);
  return snakefile(missing, requestedBy(prepared.profile), { ...placeOf(store), plan });
}
