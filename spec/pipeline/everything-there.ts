import { join } from 'node:path';
import { resolveUse } from '../../harness/datasets/resolve-dataset.ts';
import { readNamed } from '../../harness/edges/files/declarations.ts';
import type { Workspace } from '../../harness/edges/files/workspace.ts';
import { findResources } from '../../harness/edges/resources.ts';
import { stageKindNamed } from '../../harness/edges/stages/stage-kind-named.ts';
import type { Profile } from '../../harness/pipeline/experiment.ts';
import type { PlanContext, PlannedDataset } from '../../harness/pipeline/plan/context.ts';

/** What a profile's plans are made from on a machine that has all of its data sets, weights and packages. */
export async function everythingThere(workspace: Workspace, profile: Profile): Promise<PlanContext> {
  const { context } = await findResources(workspace, profile, false);
  const file = (name: string) => ({ name, sha256: name.padEnd(64, '0').slice(0, 64) });
  const dataset = (id: string): PlannedDataset => {
    const found = context.dataset(id);
    if (!('missing' in found)) return found;
    const file = join(workspace.experiments, 'datasets', `${id}.json`);
    const use = resolveUse(readNamed(file, id), id);
    const { images: samples = 24 } = use.whole ?? {};
    return {
      id,
      params: { id },
      location: '/data',
      samples,
      use,
      hasMasks: true,
      hasLow: true,
      lowSide: 64,
      side: 256,
    };
  };
  return {
    profile,
    seed: profile.seed,
    ...context,
    dataset,
    asset: (id) => ({ location: '/assets', files: [file(id)] }),
    method: (method, levels) => {
      const found = context.method(method, levels);
      return 'missing' in found ? { kind: 'restore-network', params: { method }, location: '/' } : found;
    },
    kind: stageKindNamed,
    codeVersion: (module) => module,
  };
}
