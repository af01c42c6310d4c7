import { mkdir, opendir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact } from '../../../pipeline/stage.ts';
import type { StageTimes } from '../../../study/execution.ts';
import { type Claim, type ClaimSurroundings, Claims } from './claims.ts';
import { contentHash } from './content-hash.ts';
import { readWhole, syncFolder, writeDurably } from './durable.ts';
import { hasEnded, temporaryName, thisWriter, type Writer, writerOf } from './writer.ts';

const MANIFEST = 'manifest.json';
/** In the place of a part that was taken away: the whole that it went into. */
const WITHIN = 'within.json';
/** Digits of the hash that a checkpoint begins with; so many bytes keep what follows aligned. */
const HASH = 64;
/** What a killed stage had reached is kept so long. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

interface Manifest {
  readonly label: string;
  /** SHA-256 by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** How long it took, and when it had ended (ISO 8601): for people, no part of the result. */
  readonly seconds: number;
  /** Earlier versions did not write it. */
  readonly ended?: string;
}

/** A part that went into a whole. */
interface Within extends Pick<Manifest, 'label' | 'seconds' | 'ended'> {
  readonly whole: string;
}

/**
 * The content-addressed store of stage results: a folder per key, made under a temporary name and renamed,
 * with a manifest of each file's SHA-256 that every read checks. Many processes of many machines may use one.
 */
export class Store {
  readonly #folder: string;
  readonly #warn: (message: string) => void;
  readonly #writer: Writer;
  readonly #claims: Claims;

  /**
   * @param warn is told of damaged artifacts, which count as absent
   * @param around who writes and how claims are kept, where that is not this process
   */
  constructor(folder: string, warn: (message: string) => void, around?: ClaimSurroundings) {
    this.#folder = folder;
    this.#warn = warn;
    this.#writer = around?.writer ?? thisWriter;
    this.#claims = new Claims(join(folder, 'claims'), around);
  }

  /** Whether a result is there, by itself or in the whole that it went into; its content is checked when it is read. */
  async has(key: string): Promise<boolean> {
    return (await this.#stands(key)) || ((await this.#lookedAgain(key)) && this.#stands(key));
  }

  /** Whether a result is there by itself. */
  holds(key: string): Promise<boolean> {
    return isThere(join(this.#path(key), MANIFEST));
  }

  /** The claim to compute a stage; undefined while another process holds it. */
  claim(key: string): Promise<Claim | undefined> {
    return this.#claims.take(key);
  }

  /** Gives up all claims at once, before an end that was announced. */
  abandon(): void {
    this.#claims.abandon();
  }

  /** Who computes a stage; undefined where nobody does. */
  holder(key: string): Promise<Writer | undefined> {
    return this.#claims.holder(key);
  }

  /** A result, or undefined where it is absent, incomplete or not what its manifest says. */
  async read(key: string): Promise<Artifact | undefined> {
    const folder = this.#path(key);
    if (!(await this.has(key)) || !(await this.holds(key))) return undefined;
    const text = await readFile(join(folder, MANIFEST), 'utf8').catch(lost);
    let manifest: Manifest;
    try {
      manifest = JSON.parse(text ?? '') as Manifest;
    } catch {
      await this.#discard(key, text, 'its manifest cannot be read');
      return undefined;
    }
    const artifact: Record<string, Uint8Array> = {};
    for (const [name, expected] of Object.entries(manifest.files)) {
      const bytes = await readWhole(join(folder, name)).catch(lost);
      const fault =
        bytes === undefined ? 'is missing' : contentHash(bytes) === expected ? undefined : 'has changed';
      if (fault) {
        await this.#discard(key, text, `${name} of '${manifest.label}' ${fault}`);
        return undefined;
      }
      artifact[name] = bytes!;
    }
    return artifact;
  }

  /** How long a result took to compute; undefined where it is not there. */
  async secondsOf(key: string): Promise<number | undefined> {
    return (await this.timesOf(key))?.seconds;
  }

  /** When a result was computed; undefined where it is not there. */
  async timesOf(key: string): Promise<StageTimes | undefined> {
    for (const name of [MANIFEST, WITHIN]) {
      const said = await this.#json<Manifest | Within>(key, name);
      const file = said && (await stat(join(this.#path(key), name)).catch(lost));
      if (!file) continue;
      const { seconds, ended = file.mtime.toISOString() } = said;
      return { seconds, began: new Date(Date.parse(ended) - 1000 * seconds).toISOString(), ended };
    }
    return undefined;
  }

  /**
   * Takes a part away that went into a whole: it counts as there for as long as the whole does. A kill in between
   * leaves the whole. What another process holds, and a part whose whole is not there, stay.
   * @returns bytes that were freed
   */
  async forget(part: string, whole: string): Promise<number> {
    const claim = await this.claim(part);
    if (!claim) return 0;
    const temporary = this.#unfinished(temporaryName(part, this.#writer));
    try {
      const manifest = await this.#json<Manifest>(part, MANIFEST);
      if (!manifest || !(await this.holds(whole))) return 0;
      const { files, label, seconds, ended } = manifest;
      let bytes = 0;
      for (const name of Object.keys(files))
        bytes += (await stat(join(this.#path(part), name)).catch(lost))?.size ?? 0;
      const within: Within = { whole, label, seconds, ...(ended !== undefined && { ended }) };
      await mkdir(temporary, { recursive: true });
      await writeDurably(join(temporary, WITHIN), Buffer.from(JSON.stringify(within)));
      await syncFolder(temporary);
      await this.#remove(part);
      await rename(temporary, this.#path(part));
      await syncFolder(join(this.#path(part), '..'));
      return bytes;
    } finally {
      await rm(temporary, { recursive: true, force: true }).catch(() => {});
      await claim.release();
    }
  }

  /** Stores a result. When another process was faster, its equal result stays. */
  async write(key: string, label: string, artifact: Artifact, seconds: number): Promise<void> {
    const temporary = this.#unfinished(temporaryName(key, this.#writer));
    try {
      await mkdir(temporary, { recursive: true });
      const files: Record<string, string> = {};
      for (const [name, bytes] of Object.entries(artifact)) {
        await writeDurably(join(temporary, name), bytes);
        files[name] = contentHash(bytes);
      }
      const manifest: Manifest = { label, files, seconds, ended: new Date().toISOString() };
      await writeDurably(join(temporary, MANIFEST), Buffer.from(JSON.stringify(manifest)));
      await syncFolder(temporary);
      await this.#place(temporary, key);
    } finally {
      await rm(temporary, { recursive: true, force: true }).catch(() => {});
    }
    await rm(this.#unfinished(`${key}.checkpoint`), { force: true });
  }

  /** Where a stage that takes long keeps how far it has come, behind its SHA-256. */
  checkpoint(key: string): {
    read(): Promise<Uint8Array | undefined>;
    write(state: Uint8Array): Promise<void>;
  } {
    const file = this.#unfinished(`${key}.checkpoint`);
    return {
      read: async () => {
        const bytes = await readWhole(file).catch(lost);
        if (!bytes) return undefined;
        const [hash, state] = [bytes.subarray(0, HASH), bytes.subarray(HASH)];
        if (contentHash(state) === Buffer.from(hash).toString()) return state;
        this.#warn('store: a checkpoint has changed; starting over');
        return undefined;
      },
      write: async (state) => {
        const temporary = this.#unfinished(temporaryName(key, this.#writer));
        await mkdir(this.#unfinished(), { recursive: true });
        await writeDurably(temporary, Buffer.from(contentHash(state)), state);
        await rename(temporary, file);
      },
    };
  }

  /** Removes what ended processes of this machine left unfinished, and checkpoints that nobody has gone on from. */
  async sweep(now: number): Promise<void> {
    const folder = this.#unfinished();
    for (const name of await readdir(folder).catch(() => [])) {
      const writer = writerOf(name);
      const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: now }));
      const over = writer ? hasEnded(writer, this.#writer) : now - mtimeMs > KEPT_MS;
      if (over) await rm(join(folder, name), { recursive: true, force: true });
    }
  }

  /** Moves a finished folder to where its key is looked for, unless an equal one stands there. */
  async #place(temporary: string, key: string): Promise<void> {
    const final = this.#path(key);
    await mkdir(join(final, '..'), { recursive: true });
    try {
      await rename(temporary, final);
    } catch (error) {
      if (!isTaken(error)) throw error;
      if (await this.has(key)) return;
      await this.#remove(key);
      await rename(temporary, final).catch(async (again) => {
        if (!(await this.has(key))) throw again;
      });
    }
    await syncFolder(join(final, '..'));
  }

  /** @param manifest as it was read: what another process has put in its place meanwhile stays */
  async #discard(key: string, manifest: string | undefined, fault: string): Promise<void> {
    this.#warn(`store: ${fault}; computing it again`);
    const current = await readFile(join(this.#path(key), MANIFEST), 'utf8').catch(lost);
    if (current === manifest) await this.#remove(key);
  }

  /** Takes a result away whole, so that a kill leaves no half of it under its key. */
  async #remove(key: string): Promise<void> {
    const aside = this.#unfinished(temporaryName(key, this.#writer));
    await mkdir(this.#unfinished(), { recursive: true });
    await rename(this.#path(key), aside).catch(lost);
    await rm(aside, { recursive: true, force: true });
  }

  async #stands(key: string): Promise<boolean> {
    if (await this.holds(key)) return true;
    const within = await this.#json<Within>(key, WITHIN);
    return within !== undefined && this.holds(within.whole);
  }

  /** A file that says of a result what it is; undefined where there is none that can be read. */
  async #json<T>(key: string, name: string): Promise<T | undefined> {
    try {
      return JSON.parse(await readFile(join(this.#path(key), name), 'utf8')) as T;
    } catch {
      return undefined;
    }
  }

  /** Has a network file system look at its server for what it remembers as absent; false where there is nothing. */
  #lookedAgain(key: string): Promise<boolean> {
    return opendir(join(this.#path(key), '..')).then(
      (folder) => folder.close().then(() => true),
      () => false,
    );
  }

  #unfinished(name = ''): string {
    return join(this.#folder, 'unfinished', name);
  }

  #path(key: string): string {
    return join(this.#folder, key.slice(0, 2), key);
  }
}

/** What is not there or cannot be read back is no result; any other error is one. */
function lost(error: unknown): undefined {
  if (['ENOENT', 'ENOTDIR', 'EIO', 'ESTALE'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
  throw error;
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function isTaken(error: unknown): boolean {
  return ['EEXIST', 'ENOTEMPTY', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
}
