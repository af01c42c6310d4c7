import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** A file is written in so many pieces, between each of which a kill may fall. */
const PIECES = 3;

/**
 * Does work as a process that is killed once it has changed so many things on the disk: from then on nothing that it has
 * begun goes on, its clearing up included.
 * @returns whether the work ended before
 */
export async function killedAfter(changes: number, work: () => Promise<unknown>): Promise<boolean> {
  const usual = { ...fs };
  const opened: FileHandle[] = [];
  let left = changes;
  let kill!: (ended: false) => void;
  const killed = new Promise<false>((resolve) => {
    kill = resolve;
  });
  const change = async () => {
    if (left-- > 0) return;
    kill(false);
    await new Promise(() => {});
  };
  const changing =
    <Arguments extends unknown[], R>(own: (...given: Arguments) => Promise<R>) =>
    async (...given: Arguments): Promise<R> => {
      await change();
      return own(...given);
    };
  Object.assign(fs, {
    mkdir: changing(usual.mkdir),
    rename: changing(usual.rename),
    rm: changing(usual.rm),
    async open(path: string, flags: string) {
      if (flags !== 'r') await change();
      const handle = await usual.open(path, flags);
      opened.push(handle);
      const whole = handle.writeFile.bind(handle);
      handle.writeFile = async (content) => {
        const bytes = content as Uint8Array;
        const size = Math.max(1, Math.ceil(bytes.length / PIECES));
        for (let at = 0; at < bytes.length; at += size) {
          await change();
          await whole(bytes.subarray(at, at + size));
        }
      };
      return handle;
    },
  });
  syncBuiltinESMExports();
  try {
    return await Promise.race([work().then(() => true), killed]);
  } finally {
    Object.assign(fs, usual);
    syncBuiltinESMExports();
    for (const handle of opened) await handle.close().catch(() => {});
  }
}
