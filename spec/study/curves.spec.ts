import { expect } from 'chai';
import type { Artifact, Stage } from '../../harness/pipeline/stage.ts';
import { curvesOf } from '../../harness/study/curves.ts';

const losses = { stride: 10, losses: [2, 1] };
const stored: Artifact = { 'curve.json': new TextEncoder().encode(JSON.stringify(losses)) };

async function curves(kind: string, label: string, artifact: Artifact | undefined = stored) {
  const read = async () => artifact;
  return curvesOf([{ key: 'k', kind, label } as Stage], {
    read,
    has: async () => true,
    timesOf: read as never,
  });
}

describe('training curves', () => {
  it('are those of trainings and of networks that ship, under the name of the network', async () => {
    const trained = await curves('train-denoiser', 'train denoiser x0 of knee');
    expect(trained).to.deep.equal([{ network: 'denoiser', name: 'x0 of knee', ...losses }]);
    const shipped = await curves('shipped', 'shipped: train autoencoder medical');
    expect(shipped).to.deep.equal([{ network: 'autoencoder', name: 'medical', ...losses }]);
  });

  it('are left out where a result has none, is lost, or is of no training', async () => {
    expect(await curves('train-restorer', 'train restorer swinir', {})).to.deep.equal([]);
    expect(await curves('train-restorer', 'a network that somebody named otherwise')).to.deep.equal([]);
    expect(await curves('measure', 'train denoiser x0')).to.deep.equal([]);
    const read = async () => undefined;
    const stage = { key: 'k', kind: 'shipped', label: 'train restorer r' } as Stage;
    expect(await curvesOf([stage], { read, has: async () => true, timesOf: read })).to.deep.equal([]);
  });
});
