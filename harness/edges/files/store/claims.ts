import { randomBytes } from 'node:crypto';
import { closeSync, linkSync, openSync, rmSync, writeSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Heart, threadHeart } from './heart.ts';
import { hasEnded, temporaryName, thisWriter, type Writer } from './writer.ts';

/** A stage that one process computes, which keeps others from computing it as well. */
export interface Claim {
  release(): Promise<void>;
}

/** What claims go by; other than the usual in specifications. */
export interface ClaimSurroundings {
  readonly writer: Writer;
  readonly heart: Heart;
  /** A clock of this process's own, in milliseconds: those of two machines never agree. */
  readonly now: () => number;
  /** A claim of another machine that shows no heartbeat for so many milliseconds is nobody's. */
  readonly lease: number;
}

/** Nine beats fit into a lease, and more than one where a file system shows the times of files a minute late. */
const usual = (): ClaimSurroundings => ({
  writer: thisWriter,
  heart: threadHeart(20_000),
  now: () => performance.now(),
  lease: 180_000,
});

/**
 * Claims on stages, as files that only one process can create, whatever machine it is on. Each is kept alive by a
 * heartbeat; one whose process has ended, or whose heart has not beaten for a lease as this process saw it, is taken
 * over. A claim saves work and decides nothing: two who compute a stage store the same bytes.
 */
export class Claims {
  readonly #folder: string;
  readonly #around: ClaimSurroundings;
  readonly #own = new Set<string>();
  /** Claims of others as they were when they last changed, and since when. */
  readonly #seen = new Map<string, { readonly state: string; readonly since: number }>();

  constructor(folder: string, around: ClaimSurroundings = usual()) {
    this.#folder = folder;
    this.#around = around;
  }

  /** The claim on a stage, or undefined where somebody holds it. */
  async take(key: string): Promise<Claim | undefined> {
    await mkdir(this.#folder, { recursive: true });
    const claim = this.#create(key);
    if (claim) return claim;
    const held = await this.#held(key);
    if (held && this.#lives(key, held)) return undefined;
    if (held) await this.#break(key, held.state);
    return this.#create(key);
  }

  /** Gives up all claims at once, before an end that was announced. */
  abandon(): void {
    for (const file of this.#own) rmSync(file, { force: true });
  }

  /** Who computes a stage, as far as can be seen; undefined where nobody does. */
  async holder(key: string): Promise<Writer | undefined> {
    const held = await this.#held(key);
    return held && this.#lives(key, held) ? held.writer : undefined;
  }

  #create(key: string): Claim | undefined {
    const file = this.#file(key);
    const { writer, heart } = this.#around;
    const aside = join(this.#folder, temporaryName(key, writer));
    const text = JSON.stringify({ ...writer, claim: randomBytes(6).toString('hex') });
    const descriptor = createdWhole(file, aside, text);
    if (descriptor === undefined) return undefined;
    this.#seen.delete(key);
    heart.keep(descriptor);
    const own = this.#own.add(file);
    return {
      async release() {
        own.delete(file);
        const current = await readFile(file, 'utf8').catch(() => undefined);
        // Whoever took it over keeps it.
        if (current === text) await rm(file, { force: true });
        heart.close(descriptor);
      },
    };
  }

  async #held(key: string): Promise<Held | undefined> {
    try {
      return await heldBy(this.#file(key));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  #lives(key: string, { state, writer }: Held): boolean {
    const { writer: here, now, lease } = this.#around;
    if (writer && hasEnded(writer, here)) return false;
    const seen = this.#seen.get(key);
    if (seen?.state === state) return now() - seen.since < lease;
    this.#seen.set(key, { state, since: now() });
    return true;
  }

  /** Removes a dead claim, and none that has taken its place meanwhile. */
  async #break(key: string, dead: string): Promise<void> {
    const file = this.#file(key);
    const aside = join(this.#folder, temporaryName(key, this.#around.writer));
    try {
      await rename(file, aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    if ((await heldBy(aside)).state !== dead) await link(aside, file).catch(() => {});
    await rm(aside, { force: true });
  }

  #file(key: string): string {
    return join(this.#folder, `${key}.claim`);
  }
}

/**
 * A new file with its text, open; undefined where there is one. It is written aside and linked, so that a process that
 * is killed here leaves no claim without its name, which would have to be waited for; where a file system has no links,
 * it is created first.
 */
function createdWhole(file: string, aside: string, text: string): number | undefined {
  const descriptor = created(aside, text);
  try {
    linkSync(aside, file);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return undefined;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  try {
    return created(file, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

function created(path: string, text: string): number {
  const descriptor = openSync(path, 'wx');
  try {
    writeSync(descriptor, text);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    rmSync(path, { force: true });
    throw error;
  }
}

interface Held {
  /** Changes with every beat and every holder. */
  readonly state: string;
  /** Undefined while the claim is being written. */
  readonly writer: Writer | undefined;
}

/** By its content and time: the number of its inode does not last on every network file system. */
async function heldBy(file: string): Promise<Held> {
  const { mtimeMs } = await stat(file);
  const text = await readFile(file, 'utf8');
  return { state: `${text} ${mtimeMs}`, writer: writerIn(text) };
}

function writerIn(text: string): Writer | undefined {
  try {
    const { host, space, pid } = JSON.parse(text) as Writer;
    return { host, space, pid };
  } catch {
    return undefined;
  }
}
