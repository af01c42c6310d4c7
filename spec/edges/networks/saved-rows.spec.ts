import { expect } from 'chai';
import fc from 'fast-check';
import { resolveSampler } from '../../../harness/diffusion/samplers/catalogue.ts';
import { createSchedule, resolveSchedule } from '../../../harness/diffusion/schedule.ts';
import { drawnLatents } from '../../../harness/edges/networks/drawn-latents.ts';
import { type SavedRows, savedRows } from '../../../harness/edges/networks/saved-rows.ts';
import type { Engine } from '../../../harness/networks/engine.ts';
import type { Network } from '../../../harness/networks/network.ts';
import { runs } from '../../runs.ts';

/** A checkpoint as the store keeps one. */
function kept() {
  const held: { state?: Uint8Array } = {};
  return {
    read: async () => held.state?.slice(),
    write: async (state: Uint8Array) => {
      held.state = state.slice();
    },
  };
}

/** The half of a sample that is its latent, bent; it dies before the call of that number. */
const engine = (calls: { made: number }, dies: number): Engine => ({
  name: 'bent',
  batch: 3,
  compile: async (_network, { sample }) => ({
    run: async ({ sample: given, time }) => {
      if (calls.made === dies) throw new Error('killed');
      calls.made++;
      const [batch] = sample as [number];
      const row = given!.data.length / batch;
      const data = new Float32Array((batch * row) / 2).map((_, i) => {
        const from = Math.floor((2 * i) / row) * row + (i % (row / 2));
        return Math.sin(2 * given!.data[from]! + given!.data[from + row / 2]! + time!.data[0]!);
      });
      return { prediction: { shape: [batch, 1, 1, 2], data } };
    },
    dispose: async () => {},
  }),
});

const drawing = {
  network: {} as Network,
  weights: new Map(),
  trained: {
    kind: 'diffusion',
    schedule: createSchedule(resolveSchedule({ kind: 'cosine', steps: 20 }, 'spec')),
    prediction: { target: 'x0' },
  },
  told: (time: number) => time / 20,
  latentChannels: 1,
  sampler: resolveSampler({ kind: 'ancestral', steps: 5, spacing: 'linspace' }, 'spec'),
  seed: 4,
  pixels: 4,
} as const;
const ids = Array.from({ length: 7 }, (_, i) => `i${i}`);
const given = { shape: [1, 1, 2], rows: ids.map((_, i) => Float32Array.of(i / 7, -i / 7)) };
/** Three batches of five steps. */
const ALL = 15;

const drawn = (calls: { made: number }, dies: number, saved: SavedRows) =>
  drawnLatents(engine(calls, dies), drawing, ids, given, { saved });

/** @param goingOn what an earlier process left, as the next one takes it */
const lawOfKills = (goingOn: (saved: SavedRows) => SavedRows) =>
  fc.asyncProperty(fc.array(fc.nat({ max: ALL }), { maxLength: 4 }), async (kills) => {
    const checkpoint = kept();
    const calls = { made: 0 };
    let deaths = 0;
    for (const kill of kills) {
      const saved = goingOn(await savedRows(checkpoint, 2, 0));
      await drawn(calls, calls.made + kill, saved).catch(() => deaths++);
    }
    const end = await drawn(calls, Infinity, goingOn(await savedRows(checkpoint, 2, 0)));
    expect(end).to.deep.equal(await drawn({ made: 0 }, Infinity, await savedRows(kept(), 2)));
    // A step that was computed is written down before the next; the last of a batch with its rows.
    expect(calls.made).to.equal(ALL);
  });

describe('what a sampler has drawn when it is killed', () => {
  it('at any step is gone on from, to the same bytes, and no step is computed again', () =>
    fc.assert(
      lawOfKills((saved) => saved),
      { numRuns: runs(40) },
    ));

  it('is told from latents that are gone on from with the noise of the beginning, and from none', async () => {
    for (const wrong of [
      (saved: SavedRows) => ({ ...saved, standing: saved.standing && { ...saved.standing, draws: 0 } }),
      (saved: SavedRows) => ({ ...saved, standing: undefined }),
    ])
      expect((await fc.check(lawOfKills(wrong), { numRuns: runs(100) })).failed).to.equal(true);
  });

  it('is written down whole where a batch has more numbers than a call takes arguments', async () => {
    const checkpoint = kept();
    const z = Float64Array.from({ length: 32 * 64 * 64 }, (_, i) => i);
    await (await savedRows(checkpoint, 2, 0)).reached({ step: 3, draws: 2, z });
    expect((await savedRows(checkpoint, 2)).standing).to.deep.equal({ step: 3, draws: 2, z });
  });

  it('is written down as it comes, seldom, and read again', async () => {
    const checkpoint = kept();
    const often = await savedRows(checkpoint, 2, 0);
    await often.add([Float32Array.of(1, 2), Float32Array.of(3, 4)]);
    const standing = { step: 3, draws: 4, z: Float64Array.of(0.1, 0.2, 0.3, 0.4) };
    await often.reached(standing);
    const seldom = await savedRows(checkpoint, 2);
    expect(seldom.rows).to.deep.equal([Float32Array.of(1, 2), Float32Array.of(3, 4)]);
    expect(seldom.standing).to.deep.equal(standing);
    await seldom.add([Float32Array.of(5, 6)]);
    expect(seldom.rows).to.have.length(3);
    expect((await savedRows(checkpoint, 2)).rows).to.have.length(2);
  });
});
