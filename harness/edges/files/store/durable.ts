import { open } from 'node:fs/promises';
import { PIECE } from './piece.ts';

/** Writes a file of these contents, end to end, so that it is there after a loss of power as well. */
export async function writeDurably(file: string, ...contents: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (const content of contents) await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** All bytes of a file of any size, in a buffer of their own: `readFile` ends at 2 GiB. */
export async function readWhole(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const bytes = new Uint8Array((await handle.stat()).size);
    let at = 0;
    while (at < bytes.length) {
      const { bytesRead } = await handle.read(bytes, at, Math.min(PIECE, bytes.length - at), at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return bytes.subarray(0, at);
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder as durable as their files, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
