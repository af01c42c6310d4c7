import { closeSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { forgetParts } from '../../../harness/edges/executors/forget-parts.ts';
import type { Claim } from '../../../harness/edges/files/store/claims.ts';
import { Store } from '../../../harness/edges/files/store/store.ts';
import { temporaryName } from '../../../harness/edges/files/store/writer.ts';
import { ofPart, type Stage } from '../../../harness/pipeline/stage.ts';
import { runs } from '../../runs.ts';

type Forget = typeof forgetParts;

const key = 'ab'.repeat(32);
const parts = [0, 1].map(
  (index) => ({ key: ofPart(key, { index, of: 2 }), label: `${index}`, part: { index, of: 2 } }) as Stage,
);
const whole = { key, label: 'whole', parts } as unknown as Stage;
const bytesOf = ({ label }: Stage) => new TextEncoder().encode(`result of ${label}`);
const resultOf = (stage: Stage) => ({ 'a.bin': bytesOf(stage) });

/** A store with the processes of two machines, and what is known of it without looking. */
class World {
  readonly folder: string;
  readonly here: Store;
  readonly other: Store;
  readonly held = new Map<Stage, Claim>();
  readonly parts = new Map<Stage, 'itself' | 'within'>();
  whole: 'none' | 'sound' | 'damaged' = 'none';

  constructor(folder: string) {
    this.folder = folder;
    const of = (host: string) =>
      new Store(folder, () => {}, {
        writer: { host, space: 'start', pid: 1 },
        lease: 1e9,
        now: () => 0,
        heart: { keep: () => {}, close: closeSync },
      });
    this.here = of('here');
    this.other = of('other');
  }

  has(part: Stage): boolean {
    return this.parts.get(part) === 'itself' || (this.parts.has(part) && this.whole !== 'none');
  }

  place({ key: at }: Stage): string {
    return join(this.folder, at.slice(0, 2), at);
  }

  async release(part: Stage): Promise<void> {
    await this.held.get(part)?.release();
    this.held.delete(part);
  }
}

type Act = (world: World, forget: Forget, part: Stage) => Promise<void>;

const acts: Readonly<Record<string, Act>> = {
  async computePart(world, _forget, part) {
    if (world.has(part) || world.held.has(part)) return;
    await world.here.write(part.key, part.label, resultOf(part), 1);
    world.parts.set(part, 'itself');
  },
  async computeWhole(world) {
    if (world.whole !== 'none' || !parts.every((part) => world.parts.get(part) === 'itself')) return;
    for (const part of parts) expect(await world.here.read(part.key)).to.deep.equal(resultOf(part));
    await world.here.write(key, 'whole', resultOf(whole), 1);
    world.whole = 'sound';
  },
  async hold(world, _forget, part) {
    const claim = world.held.has(part) ? undefined : await world.other.claim(part.key);
    if (claim) world.held.set(part, claim);
  },
  async release(world, _forget, part) {
    await world.release(part);
  },
  async forget(world, forget) {
    const going = world.whole === 'sound' ? parts.filter((part) => world.parts.get(part) === 'itself') : [];
    const free = going.filter((part) => !world.held.has(part));
    // What it reads to see is no more where it is damaged.
    const looked = parts.some((part) => world.parts.get(part) === 'itself');
    const bytes = free.reduce((sum, part) => sum + bytesOf(part).length, 0);
    expect(await forget(whole, world.here)).to.equal(bytes);
    for (const part of free) {
      world.parts.set(part, 'within');
      expect((await readdir(world.place(part))).join()).to.equal('within.json');
    }
    if (world.whole === 'damaged' && looked) world.whole = 'none';
  },
  async killForgetting(world, _forget, part) {
    if (world.whole !== 'sound' || world.parts.get(part) !== 'itself' || world.held.has(part)) return;
    const aside = temporaryName(part.key, { host: 'here', space: 'before', pid: 2 });
    await rename(world.place(part), join(world.folder, 'unfinished', aside));
    world.parts.delete(part);
  },
  async damage(world) {
    if (world.whole === 'none') return;
    await writeFile(join(world.place(whole), 'a.bin'), 'damaged');
    world.whole = 'damaged';
  },
  async read(world) {
    const read = await world.other.read(key);
    expect(read).to.deep.equal(world.whole === 'sound' ? resultOf(whole) : undefined);
    if (!read) world.whole = 'none';
  },
};

async function holds(world: World): Promise<void> {
  for (const store of [world.here, world.other]) {
    expect(await store.has(key)).to.equal(world.whole !== 'none');
    for (const part of parts) {
      expect(await store.has(part.key), `part ${part.label}`).to.equal(world.has(part));
      expect(await store.secondsOf(part.key)).to.equal(world.parts.has(part) ? 1 : undefined);
      const own = world.parts.get(part) === 'itself';
      expect(await store.read(part.key)).to.deep.equal(own ? resultOf(part) : undefined);
    }
  }
}

const likely = ['computePart', 'computePart', 'computeWhole', 'forget'];
const lawOf = (forget: Forget) =>
  fc.asyncProperty(
    fc.array(
      fc.record({ act: fc.constantFrom(...Object.keys(acts), ...likely), part: fc.constantFrom(...parts) }),
      { minLength: 6, maxLength: 18 },
    ),
    async (script) => {
      const folder = await mkdtemp(join(tmpdir(), 'latent-sr-parts-'));
      const world = new World(folder);
      try {
        await world.here.checkpoint(key).write(Uint8Array.of(1));
        for (const { act, part } of script) {
          await acts[act]!(world, forget, part);
          await holds(world);
        }
      } finally {
        for (const part of parts) await world.release(part);
        await rm(folder, { recursive: true, force: true });
      }
    },
  );

/** What tells a wrong way from the right one, without waiting for it to be drawn. */
const telling = ['computePart 0', 'computePart 1', 'computeWhole', 'damage', 'forget'].map((words) => {
  const [act, at = '0'] = words.split(' ');
  return { act: act!, part: parts[Number(at)]! };
});
const examples: [typeof telling][] = [[telling], [telling.filter(({ act }) => act !== 'damage')]];

describe('parts of stages in the store (forgetParts)', () => {
  it('go once the whole can be read back, but for those that somebody holds, and count as there while it does', () =>
    fc.assert(lawOf(forgetParts), { numRuns: runs(6) + 2, examples }));

  const wrong: Readonly<Record<string, Forget>> = {
    'is not read back': async ({ parts: own }, store) => {
      let bytes = 0;
      for (const part of own!) bytes += await store.forget(part.key, key);
      return bytes;
    },
    'is not asked for': async ({ parts: own }, store) => {
      let bytes = 0;
      for (const part of own!) bytes += await store.forget(part.key, part.key);
      return bytes;
    },
    'keeps them': async () => 0,
  };
  for (const [what, forget] of Object.entries(wrong)) {
    it(`are told from those of which the whole ${what}`, async () => {
      const { failed } = await fc.check(lawOf(forget), {
        numRuns: examples.length,
        examples,
        endOnFailure: true,
      });
      expect(failed).to.equal(true);
    });
  }

  it('that are batches of images stay, as results of their own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'latent-sr-parts-'));
    try {
      const store = new Store(folder, () => {});
      const batches = parts.map(({ part: _, ...stage }) => stage as Stage);
      for (const stage of [...batches, whole]) await store.write(stage.key, stage.label, resultOf(stage), 1);
      expect(await forgetParts({ ...whole, parts: batches }, store)).to.equal(0);
      for (const stage of batches) expect(await store.holds(stage.key)).to.equal(true);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
