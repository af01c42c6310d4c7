import { spawnSync } from 'node:child_process';
import { type FileHandle, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Store } from '../../../../harness/edges/files/store/store.ts';
import { thisWriter } from '../../../../harness/edges/files/store/writer.ts';
import { killedAfter } from './killed-after.ts';

const key = 'ab'.repeat(32);
const whole = 'cd'.repeat(32);
const bytes = (fill: number) => new Uint8Array(100).fill(fill);
const result = { 'a.bin': bytes(1), 'b.bin': bytes(2) };
const { pid } = spawnSync(process.execPath, ['-e', '0']);
const heart = { keep: () => {}, close: () => {} };
/** A process of this machine that ends at the kill. */
const doomed = { writer: { ...thisWriter, pid }, heart, now: () => 0, lease: 1 };

interface Work {
  /** Makes what is there before. */
  readonly begin: (store: Store, folder: string) => Promise<unknown>;
  readonly work: (store: Store) => Promise<unknown>;
  /** What another process may find afterwards, in words; the last where the work came to its end. */
  readonly found: (store: Store) => Promise<string>;
  readonly allowed: readonly string[];
  readonly warns?: RegExp;
}

const stands = async (store: Store) => `${(await store.read(key))?.['b.bin']?.join() === bytes(2).join()}`;
const reached = async (store: Store) => `${(await store.checkpoint(key).read())?.join() ?? 'nothing'}`;

const works: Readonly<Record<string, Work>> = {
  'a first checkpoint': {
    begin: async () => {},
    work: (store) => store.checkpoint(key).write(bytes(4)),
    found: reached,
    allowed: ['nothing', `${bytes(4)}`],
  },
  'the next checkpoint': {
    begin: (store) => store.checkpoint(key).write(bytes(3)),
    work: (store) => store.checkpoint(key).write(bytes(4)),
    found: reached,
    allowed: [`${bytes(3)}`, `${bytes(4)}`],
  },
  'a result': {
    begin: async () => {},
    work: (store) => store.write(key, 'a stage', result, 1),
    found: stands,
    allowed: ['false', 'true'],
  },
  'a result in the place of a damaged one': {
    begin: async (store, folder) => {
      await store.write(key, 'a stage', result, 1);
      await truncate(join(folder, 'ab', key, 'b.bin'), 50);
    },
    work: async (store) => {
      if (!(await store.read(key))) await store.write(key, 'a stage', result, 1);
    },
    found: stands,
    allowed: ['false', 'true'],
    warns: /b\.bin of 'a stage' has changed/,
  },
  'what is left of a part that went into a whole': {
    begin: async (store) => {
      await store.write(key, 'a part', result, 1);
      await store.write(whole, 'the whole', result, 1);
    },
    work: (store) => store.forget(key, whole),
    // A kill between the part's going and the note of it leaves the whole, with which no part is asked for.
    found: async (store) => `${(await store.holds(whole)) && !(await store.holds(key))}`,
    allowed: ['false', 'true'],
  },
};

describe('a process that is killed after any change of the disk', () => {
  // No power is lost here, and it takes seconds to be safe from that.
  let handles: Pick<FileHandle, 'sync'>;
  let sync: FileHandle['sync'];
  before(async () => {
    const handle = await open(import.meta.filename);
    handles = Object.getPrototypeOf(handle) as FileHandle;
    sync = handles.sync;
    handles.sync = async () => {};
    await handle.close();
  });
  after(() => {
    handles.sync = sync;
  });

  for (const [what, { begin, work, found, allowed, warns = /^$/ }] of Object.entries(works)) {
    it(`while it writes ${what}, leaves what was there or what it wrote, and is cleared up after`, async () => {
      let ended = false;
      for (let changes = 0; !ended; changes++) {
        const folder = await mkdtemp(join(tmpdir(), 'latent-sr-killed-'));
        const warnings: string[] = [];
        const next = new Store(folder, (message) => warnings.push(message));
        try {
          await begin(next, folder);
          const store = new Store(folder, (message) => warnings.push(message), doomed);
          ended = await killedAfter(changes, () => work(store));
          await next.sweep(Date.now());
          expect(allowed, `after ${changes} changes`).to.include(await found(next));
          if (ended) expect(await found(next)).to.equal(allowed.at(-1));
          for (const warning of warnings) expect(warning).to.match(warns);
          const left = (await readdir(join(folder, 'unfinished')).catch(() => [])).filter((name) =>
            name.includes('~'),
          );
          expect(left, `after ${changes} changes`).to.deep.equal([]);
          // Whoever comes next gets to the end.
          await work(next);
          expect(await found(next)).to.equal(allowed.at(-1));
          expect(changes).to.be.below(40);
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      }
    });
  }

  it('is told from one that clears up after itself, and leaves half of a file that is written in its place', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'latent-sr-killed-'));
    const file = join(folder, 'file');
    try {
      await writeFile(file, 'before');
      const inPlace = async () => {
        const handle = await open(file, 'w');
        try {
          await handle.writeFile(Buffer.from('whole!'));
        } finally {
          await rm(file, { force: true });
        }
      };
      const contents: string[] = [];
      for (let changes = 0; changes < 4; changes++) {
        expect(await killedAfter(changes, inPlace)).to.equal(false);
        contents.push(await readFile(file, 'utf8'));
      }
      expect(contents).to.deep.equal(['before', '', 'wh', 'whol']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
