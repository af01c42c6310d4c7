import type { InputError } from '../numeric/input-error.ts';
import type { Stage } from '../pipeline/stage.ts';
import type { Ports, StageStore } from './ports.ts';
import { prepare, type Selection } from './prepare.ts';
import { stagesOf } from './stages.ts';

/**
 * The stages among which are the trainings to be shipped: of a training that is planned twice the one that is
 * stored. A denoiser may have been trained on an autoencoder of the same run or on one that ships.
 */
export async function networksToShip(
  ports: Ports,
  selection: Selection,
): Promise<{ readonly stages: readonly Stage[]; readonly faults: readonly InputError[] }> {
  const anew = await prepare(ports, { ...selection, fromScratch: true });
  const onShipped = await prepare(ports, { ...selection, fromScratch: false });
  return {
    stages: await bestOf([...stagesOf(anew), ...stagesOf(onShipped)], ports.store),
    faults: [...anew.faults, ...onShipped.faults],
  };
}

/** The stages but for trainings that are not stored where one of the same declaration is, or that ship already. */
async function bestOf(stages: readonly Stage[], store: Pick<StageStore, 'has'>): Promise<readonly Stage[]> {
  const settled = new Set(
    stages.filter(({ kind }) => kind === 'shipped').map(({ declaration }) => declaration),
  );
  const kept: Stage[] = [];
  const open = new Map<string, Stage>();
  for (const stage of stages) {
    if (!stage.kind.startsWith('train-')) kept.push(stage);
    else if (await store.has(stage.key)) {
      if (!settled.has(stage.declaration)) kept.push(stage);
      settled.add(stage.declaration);
    } else open.set(stage.declaration, stage);
  }
  return [...kept, ...[...open.values()].filter(({ declaration }) => !settled.has(declaration))];
}
