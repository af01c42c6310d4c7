import { expect } from 'chai';
import type { Stage } from '../../harness/pipeline/stage.ts';
import { networksToShip } from '../../harness/study/networks-to-ship.ts';
import { experimentOf, meanOf, only, planOf } from '../pipeline/planned.ts';
import { memoryPorts } from './memory-ports.ts';

const selection = { profile: 'spec', only: [], seed: undefined, fromScratch: false };
const parts = { statistics: [meanOf('psnr')] };
const anew = planOf(parts);
const autoencoder = only(anew, 'train-autoencoder');
const denoiser = only(anew, 'train-denoiser');
const shipping = (...shipped: readonly Stage[]) => ({
  shipped: (declaration: string) =>
    shipped.some((one) => one.declaration === declaration)
      ? { folder: '/golden', files: { w: declaration } }
      : undefined,
});
/** The denoiser, trained on the autoencoder that ships: another key, the same declaration. */
const onShipped = only(planOf(parts, shipping(autoencoder)), 'train-denoiser');

/** The trainings to ship, where networks of some declarations ship already and some stages are stored. */
async function toShip(shipped: readonly Stage[], stored: readonly Stage[]): Promise<readonly string[]> {
  const ports = memoryPorts({
    ...{ experiments: [experimentOf(parts)], claims: [], golden: new Map(), verdicts: new Map() },
    ...{ files: new Map(), stored: new Map(), compute: () => ({}) },
  });
  const { stages } = await networksToShip(
    {
      ...ports,
      async resources(profile, fromScratch) {
        const { context, used } = await ports.resources(profile, fromScratch);
        return { context: { ...context, ...(!fromScratch && shipping(...shipped)) }, used };
      },
      store: { ...ports.store, has: async (key) => stored.some((stage) => stage.key === key) },
    },
    selection,
  );
  return stages.filter(({ kind }) => kind.startsWith('train-')).map(({ key }) => key);
}

describe('the networks to ship', () => {
  it('are all trainings, each once, where nothing ships or is stored', async () => {
    expect(await toShip([], [])).to.deep.equal([autoencoder.key, denoiser.key]);
    expect(denoiser.key).to.not.equal(onShipped.key);
  });

  it('leave out what ships already, stored or not', async () => {
    expect(await toShip([autoencoder], [])).to.deep.equal([onShipped.key]);
    expect(await toShip([autoencoder, denoiser], [])).to.deep.equal([]);
    expect(await toShip([autoencoder], [autoencoder])).to.deep.equal([onShipped.key]);
  });

  it('are of a training that is planned twice the one that is stored, the first where both are', async () => {
    expect(await toShip([autoencoder], [denoiser])).to.deep.equal([denoiser.key]);
    expect(await toShip([autoencoder], [onShipped])).to.deep.equal([onShipped.key]);
    expect(await toShip([autoencoder], [onShipped, denoiser])).to.deep.equal([denoiser.key]);
    expect(await toShip([], [denoiser])).to.deep.equal([denoiser.key, autoencoder.key]);
  });
});
