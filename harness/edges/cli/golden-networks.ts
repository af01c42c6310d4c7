import { relative } from 'node:path';
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
    import('../files/ship-networks.ts'),
    import('../files/store.ts'),
  ]);
  const { workspace, selection } = selectionOf(options);
  const prepared = await prepare(workspace, { ...selection, fromScratch: true });
  for (const fault of prepared.faults) process.stderr.write(`latent-sr: ${fault.message}\n`);
  const store = new Store(workspace.store, (message) => process.stderr.write(`latent-sr: ${message}\n`));
  const { shipped, absent, bytes } = await shipNetworks(workspace, stagesOf(prepared), store);
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
