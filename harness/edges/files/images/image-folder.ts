import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { listFiles } from '../datasets/list-files.ts';
import { unreadable } from '../read-bytes.ts';
import { hasDicomPrefix } from './dicom/parse-dicom.ts';
import { imageExtension } from './format.ts';

/**
 * The images of a folder, by name without extension: files with the extension of an image, and DICOM files without
 * one, as scanners and discs name them. A `DICOMDIR` is no image but a list of them.
 * @throws InputError when the folder is missing.
 */
export async function imageFilesIn(folder: string): Promise<readonly { id: string; path: string }[]> {
  const named = await listFiles(folder, '', imageExtension, { recursive: false });
  const others = await listFiles(folder, '', /^[^.]+$|^[\d.]+$/, { recursive: false });
  const found = named.map(({ path }) => ({ id: basename(path).replace(imageExtension, ''), path }));
  for (const { path } of others) {
    const id = basename(path);
    if (id !== 'DICOMDIR' && (await startsAsDicom(path))) found.push({ id, path });
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function startsAsDicom(path: string): Promise<boolean> {
  const file = await open(path).catch((error) => {
    throw unreadable(path, error, 'a file');
  });
  try {
    const head = new Uint8Array(133);
    const { bytesRead } = await file.read(head, 0, head.length, 0).catch(() => ({ bytesRead: 0 }));
    return hasDicomPrefix(head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
