import { closeSync, futimesSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Claim } from '../../../../harness/edges/files/store/claims.ts';
import { Store } from '../../../../harness/edges/files/store/store.ts';
import { temporaryName } from '../../../../harness/edges/files/store/writer.ts';

/** A lease of simulated time. */
const LEASE = 90;

/** Keys of stages; each has one result, whoever computes it. */
const keys = ['aa', 'ab'].map((pair) => pair.repeat(32));
const resultOf = (key: string) => ({
  'a.bin': Uint8Array.from(Buffer.from(key)),
  'b.json': Buffer.from(`{"key":"${key}"}`) as Uint8Array,
});

/** A machine with one process at a time, which uses the store. */
class Machine {
  readonly name: string;
  readonly #world: World;
  #incarnation = 0;
  readonly #beating = new Set<number>();
  readonly claims = new Map<string, Claim>();
  store!: Store;

  constructor(name: string, world: World) {
    this.name = name;
    this.#world = world;
    this.start();
  }

  start(): void {
    const writer = { host: this.name, space: 'start', pid: ++this.#incarnation };
    this.store = new Store(this.#world.folder, () => {}, {
      writer,
      lease: LEASE,
      now: () => this.#world.clock,
      heart: {
        keep: (descriptor) => this.#beating.add(descriptor),
        close: (descriptor) => {
          this.#beating.delete(descriptor);
          closeSync(descriptor);
        },
      },
    });
  }

  beat(): void {
    for (const descriptor of this.#beating) futimesSync(descriptor, this.#world.clock, this.#world.clock);
  }

  /** Ends without a word: files stay, beats end. Its host's name is another's, so that only the lease tells. */
  kill(): void {
    for (const descriptor of this.#beating) closeSync(descriptor);
    this.#beating.clear();
    this.claims.clear();
    this.start();
  }
}

class World {
  clock = 0;
  readonly machines: readonly Machine[];
  readonly folder: string;
  readonly #beats: boolean;

  constructor(folder: string, beats: boolean) {
    this.folder = folder;
    this.#beats = beats;
    this.machines = ['first', 'second'].map((name) => new Machine(name, this));
  }

  /** Time goes on, no faster than hearts beat. */
  pass(milliseconds: number): void {
    for (let rest = milliseconds; rest > 0; rest -= 10) {
      this.clock += Math.min(10, rest);
      for (const machine of this.#beats ? this.machines : []) machine.beat();
    }
  }

  holderOf(key: string): Machine | undefined {
    return this.machines.find(({ claims }) => claims.has(key));
  }
}

/** What is known of the store without looking: what is stored, and what somebody left unfinished. */
interface Known {
  /** What stands under a key: damage shows when it is read. */
  readonly stored: Map<string, 'whole' | 'damaged'>;
  readonly left: Set<string>;
}

type Act = (world: World, known: Known, machine: Machine, key: string) => Promise<void>;

/** What may happen, and what must hold then. */
const acts: Readonly<Record<string, Act>> = {
  async claim(world, _known, machine, key) {
    const holder = world.holderOf(key);
    const claim = await machine.store.claim(key);
    // A holder whose heart beats keeps it, whatever time has passed.
    if (holder) expect(claim, `${key.slice(0, 2)} of ${holder.name}`).to.equal(undefined);
    if (claim) machine.claims.set(key, claim);
  },
  async takeOver(world, _known, machine, key) {
    if (world.holderOf(key)) return;
    // Of the dead, after one look and a lease.
    let claim = await machine.store.claim(key);
    if (!claim) {
      world.pass(LEASE);
      claim = await machine.store.claim(key);
    }
    expect(claim, `the claim on ${key.slice(0, 2)}`).to.not.equal(undefined);
    machine.claims.set(key, claim!);
  },
  async finish(_world, known, machine, key) {
    const claim = machine.claims.get(key);
    if (!claim) return;
    await machine.store.write(key, key, resultOf(key), 1);
    if (!known.stored.has(key)) known.stored.set(key, 'whole');
    await claim.release();
    machine.claims.delete(key);
  },
  async write(_world, known, machine, key) {
    await machine.store.write(key, key, resultOf(key), 2);
    if (!known.stored.has(key)) known.stored.set(key, 'whole');
  },
  async fullDisk(_world, known, machine, key) {
    // The second file cannot be written.
    const broken = { ...resultOf(key), 'b.json': { length: 3 } as unknown as Uint8Array };
    let failed = false;
    await machine.store.write(key, key, broken, 1).catch(() => {
      failed = true;
    });
    expect(failed).to.equal(true);
    expect(await machine.store.has(key)).to.equal(known.stored.has(key));
  },
  async kill(_world, _known, machine) {
    machine.kill();
  },
  async killWriting(world, known, machine, key) {
    const name = temporaryName(key, { host: machine.name, space: 'before', pid: 1 });
    await writeFile(join(world.folder, 'unfinished', name), 'half');
    known.left.add(name);
    machine.kill();
  },
  async damage(world, known, _machine, key) {
    if (!known.stored.has(key)) return;
    await writeFile(join(world.folder, key.slice(0, 2), key, 'a.bin'), 'damaged');
    known.stored.set(key, 'damaged');
  },
  async read(_world, known, machine, key) {
    const read = await machine.store.read(key);
    expect(read).to.deep.equal(known.stored.get(key) === 'whole' ? resultOf(key) : undefined);
    if (!read) known.stored.delete(key);
    expect(await machine.store.has(key)).to.equal(known.stored.has(key));
  },
  async sweep(world, known, machine) {
    await machine.store.sweep(Date.now() + 1e9);
    const there = await readdir(join(world.folder, 'unfinished'));
    expect(there.filter((name) => !name.endsWith('.checkpoint')).sort()).to.deep.equal(
      [...known.left].sort(),
    );
  },
  async pass(world) {
    world.pass(LEASE);
  },
};

const command = fc.record({
  act: fc.constantFrom(...Object.keys(acts), 'claim', 'claim', 'pass'),
  machine: fc.nat({ max: 1 }),
  key: fc.nat({ max: keys.length - 1 }),
});

/**
 * The law of a store with many writers, whatever happens in whatever order.
 * @param beats whether hearts beat: where a busy process has none, the law must not hold
 */
export function lawOfManyWriters(beats: boolean) {
  return fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 30 }), async (script) => {
    const folder = await mkdtemp(join(tmpdir(), 'latent-sr-writers-'));
    try {
      const world = new World(folder, beats);
      const known: Known = { stored: new Map(), left: new Set() };
      await world.machines[0]!.store.checkpoint(keys[0]!).write(Uint8Array.of(1));
      for (const { act, machine, key } of script)
        await acts[act]!(world, known, world.machines[machine]!, keys[key]!);
      for (const machine of world.machines) machine.kill();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
