import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../../pipeline/canonical.ts';
import type { Artifact } from '../../../pipeline/stage.ts';

const MANIFEST = 'manifest.json';
/** A folder for unfinished artifacts that no living process can still be writing is older than this. */
const ABANDONED_MS = 60 * 60 * 1000;
/** What a killed training had reached is kept so long. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

interface Manifest {
  readonly label: string;
  /** SHA-256 by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** How long it took, for people: no part of the result. */
  readonly seconds: number;
}

/**
 * The content-addressed store of stage results: a folder per key, made under a temporary name and renamed,
 * with a manifest of each file's SHA-256 that every read checks.
 */
export class Store {
  readonly #folder: string;
  readonly #warn: (message: string) => void;

  /** @param warn is told of damaged artifacts, which count as absent */
  constructor(folder: string, warn: (message: string) => void) {
    this.#folder = folder;
    this.#warn = warn;
  }

  /** Whether a result is there; its content is checked when it is read. */
  async has(key: string): Promise<boolean> {
    return stat(join(this.#path(key), MANIFEST)).then(
      () => true,
      () => false,
    );
  }

  /** A result, or undefined where it is absent, incomplete or not what its manifest says. */
  async read(key: string): Promise<Artifact | undefined> {
    const folder = this.#path(key);
    let manifest: Manifest;
    try {
      manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest;
    } catch {
      if (await this.has(key)) await this.#discard(key, 'its manifest cannot be read');
      return undefined;
    }
    const artifact: Record<string, Uint8Array> = {};
    for (const [name, expected] of Object.entries(manifest.files)) {
      const bytes = await readFile(join(folder, name)).catch(() => undefined);
      const fault =
        bytes === undefined ? 'is missing' : sha256(bytes) === expected ? undefined : 'has changed';
      if (fault) {
        await this.#discard(key, `${name} of '${manifest.label}' ${fault}`);
        return undefined;
      }
      // A copy of its own, since small files share Node's pooled buffer and typed arrays need alignment.
      artifact[name] = new Uint8Array(bytes!);
    }
    return artifact;
  }

  /** How long a result took to compute; undefined where it is not there. */
  async secondsOf(key: string): Promise<number | undefined> {
    try {
      return (JSON.parse(await readFile(join(this.#path(key), MANIFEST), 'utf8')) as Manifest).seconds;
    } catch {
      return undefined;
    }
  }

  /** Stores a result. When another process was faster, its equal result stays. */
  async write(key: string, label: string, artifact: Artifact, seconds: number): Promise<void> {
    const temporary = join(this.#folder, 'unfinished', `${key}-${process.pid}`);
    try {
      await mkdir(temporary, { recursive: true });
      const files: Record<string, string> = {};
      for (const [name, bytes] of Object.entries(artifact)) {
        await writeFile(join(temporary, name), bytes);
        files[name] = sha256(bytes);
      }
      await writeFile(
        join(temporary, MANIFEST),
        JSON.stringify({ label, files, seconds } satisfies Manifest),
      );
      const final = this.#path(key);
      await mkdir(join(final, '..'), { recursive: true });
      await rename(temporary, final);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true }).catch(() => {});
      if (!(await this.has(key))) throw error;
    }
    await rm(join(this.#folder, 'unfinished', `${key}.checkpoint`), { force: true });
  }

  /** Where a stage that takes long keeps how far it has come. The first 64 characters are the rest's SHA-256. */
  checkpoint(key: string): {
    read(): Promise<Uint8Array | undefined>;
    write(state: Uint8Array): Promise<void>;
  } {
    const file = join(this.#folder, 'unfinished', `${key}.checkpoint`);
    return {
      read: async () => {
        const bytes = await readFile(file).catch(() => undefined);
        if (!bytes) return undefined;
        const state = new Uint8Array(bytes.subarray(64));
        if (sha256(state) === bytes.subarray(0, 64).toString()) return state;
        this.#warn('store: a checkpoint has changed; starting over');
        return undefined;
      },
      write: async (state) => {
        const temporary = `${file}-${process.pid}`;
        await mkdir(join(file, '..'), { recursive: true });
        await writeFile(temporary, Buffer.concat([Buffer.from(sha256(state)), state]));
        await rename(temporary, file);
      },
    };
  }

  /** Removes what killed processes left unfinished. */
  async sweep(now: number): Promise<void> {
    const folder = join(this.#folder, 'unfinished');
    for (const name of await readdir(folder).catch(() => [])) {
      const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: now }));
      const age = name.endsWith('.checkpoint') ? KEPT_MS : ABANDONED_MS;
      if (now - mtimeMs > age) await rm(join(folder, name), { recursive: true, force: true });
    }
  }

  async #discard(key: string, fault: string): Promise<void> {
    this.#warn(`store: ${fault}; computing it again`);
    await rm(this.#path(key), { recursive: true, force: true });
  }

  #path(key: string): string {
    return join(this.#folder, key.slice(0, 2), key);
  }
}
