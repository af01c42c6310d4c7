import { relative } from 'node:path';
import type { Stage } from '../../pipeline/stage.ts';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';
import { type RunOptions, selectionOf, withSelection } from './run/options.ts';

/** `latent-sr golden networks`: takes the networks that a run trained over into `golden/networks/`. */
export const registerGoldenNetworks: Register = (golden) => {
  withSelection(
    golden
      .command('networks')
      .description('ship the networks that `reproduce --from-scratch` trained, with their provenance'),
  ).action(answering(networks));
};

async function networks(options: RunOptions): Promise<Answer> {
  const [{ prepare }, { stagesOf }, { shipNetworks }, { Store }] = await Promise.all([
    import('./run/prepare.ts'),
    import('./run/conduct.ts'),
    import('../files/weights/ship-networks.ts'),
    import('../files/store/store.ts'),
  ]);
  const { workspace, selection } = selectionOf(options);
  const store = new Store(workspace.store, (message) => process.stderr.write(`latent-sr: ${message}\n`));
  // A denoiser may have been trained on an autoencoder of the same run or on one that ships.
  const stages: Stage[] = [];
  for (const fromScratch of [true, false]) {
    const prepared = await prepare(workspace, { ...selection, fromScratch });
    for (const fault of prepared.faults) process.stderr.write(`latent-sr: ${fault.message}\n`);
    stages.push(...stagesOf(prepared));
  }
  const found = await bestOf(stages, store);
  const { shipped, absent, bytes } = await shipNetworks(workspace, found, store);
  const folders = shipped.map(({ folder }) => relative(workspace.root, folder));
  return {
    document: { shipped: folders, absent, bytes },
    text: [
      ...folders,
      ...absent.map((label) => `not trained yet: ${label}`),
      `${folders.length} networks, ${(bytes / 1e6).toFixed(1)} MB; ${absent.length} still to be trained`,
    ].join('\n'),
  };
}

/** The stages but for trainings that are not stored where one of the same declaration is, or that ship already. */
async function bestOf(
  stages: readonly Stage[],
  store: { has(key: string): Promise<boolean> },
): Promise<readonly Stage[]> {
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
