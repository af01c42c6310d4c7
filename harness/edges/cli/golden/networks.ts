import { relative } from 'node:path';
import { assertOwn } from '../../files/workspace.ts';
import { type Answer, answering } from '../answer.ts';
import type { Register } from '../program.ts';
import { type RunOptions, selectionOf, withSelection } from '../run-options.ts';
import { tell } from '../tell.ts';

/** `latent-sr golden networks`: takes the networks that a run trained over into `golden/networks/`. */
export const registerGoldenNetworks: Register = (golden) => {
  withSelection(
    golden
      .command('networks')
      .description('ship the networks that `reproduce --from-scratch` trained, with their provenance'),
  ).action(answering(networks));
};

async function networks(options: RunOptions): Promise<Answer> {
  const [{ networksToShip }, { workspacePorts }, { shipNetworks }, { Store }] = await Promise.all([
    import('../../../study/networks-to-ship.ts'),
    import('../../workspace-ports.ts'),
    import('../../files/weights/ship-networks.ts'),
    import('../../files/store/store.ts'),
  ]);
  const { workspace, selection } = selectionOf(options);
  assertOwn(workspace, 'golden networks');
  const ports = workspacePorts(workspace, { warn: tell });
  const { stages, faults } = await networksToShip(ports, selection);
  for (const fault of faults) tell(fault.message);
  const { shipped, absent, bytes } = await shipNetworks(workspace, stages, new Store(workspace.store, tell));
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
