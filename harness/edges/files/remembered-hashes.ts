import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileHash } from './asset-files.ts';
import { unreadable } from './read-bytes.ts';

/** A file's bytes by their SHA-256, and how many there are. */
export interface FileContent {
  readonly sha256: string;
  readonly bytes: number;
}

/** Hashes of files that are not read again while they stay the same. */
export interface RememberedHashes {
  /** @throws InputError where the file is not there or may not be read */
  of(path: string): Promise<FileContent>;
  /** Keeps what was learned for the next run; where nothing can be written, the next run reads again. */
  save(): Promise<void>;
}

/** What tells a file from what it was: any write changes its time of change, which no program can set back. */
type Known = readonly [bytes: string, modified: string, changed: string, inode: string, sha256: string];

/** A file that was changed a moment ago may change again within the same tick of its clock. */
const SETTLED_MS = 2000;

/**
 * Remembers hashes by path, size, time of modification, time of change and inode. Nothing that is stored rests on them
 * alone: stages hash the very bytes that they read.
 * @param file where they are kept; one that cannot be read counts as empty
 */
export async function rememberedHashes(file: string): Promise<RememberedHashes> {
  const known = await knownIn(file);
  let learned = false;
  return {
    async of(path) {
      const before = await stampOf(path);
      const [bytes, modified, changed, inode] = before;
      const name = resolve(path);
      const old = known.get(name);
      if (old && before.every((part, i) => part === old[i])) return { sha256: old[4], bytes: Number(bytes) };
      const begun = Date.now();
      const sha256 = await fileHash(path).catch((error) => {
        throw unreadable(path, error, 'a file');
      });
      const settled = begun - Number(BigInt(changed) / 1_000_000n) > SETTLED_MS;
      const after = await stampOf(path);
      if (settled && after.every((part, i) => part === before[i])) {
        known.set(name, [bytes, modified, changed, inode, sha256]);
        learned = true;
      }
      return { sha256, bytes: Number(after[0]) };
    },
    async save() {
      if (!learned) return;
      const temporary = `${file}-${process.pid}`;
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(temporary, JSON.stringify(Object.fromEntries(known)));
        await rename(temporary, file);
      } catch {
        // A store that may only be read is no fault of a plan.
      }
    },
  };
}

async function stampOf(path: string): Promise<readonly [string, string, string, string]> {
  const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true }).catch((error) => {
    throw unreadable(path, error, 'a file');
  });
  return [`${size}`, `${mtimeNs}`, `${ctimeNs}`, `${ino}`];
}

async function knownIn(file: string): Promise<Map<string, Known>> {
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'));
    const entries = Object.entries(read as Record<string, Known>);
    return new Map(
      entries.filter(([, one]) => Array.isArray(one) && one.length === 5 && /^[0-9a-f]{64}$/.test(one[4])),
    );
  } catch {
    return new Map();
  }
}
