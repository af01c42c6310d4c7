import { sha256 } from '../pipeline/canonical.ts';
import type { ProvenanceView } from './view-model.ts';

type Files = ProvenanceView['data'];

/** Folders with more files than these have a row of their own in place of theirs. */
const FEW = 20;

/**
 * Source files, those of a large folder as one row: how many they are, and the hash of what `sha256sum` prints of them
 * in their order. `provenance.json` has each by itself.
 */
export function foldedFiles(files: Files): Files {
  const folders = new Map<string, Files[number][]>();
  for (const file of files) {
    const name = JSON.stringify([file.dataset, folderOf(file.path)]);
    const own = folders.get(name);
    if (own) own.push(file);
    else folders.set(name, [file]);
  }
  return [...folders.values()].flatMap((own) => (own.length > FEW ? [folded(own)] : own));
}

function folded(own: Files): Files[number] {
  const { dataset, path } = own[0]!;
  return {
    dataset,
    path: `${folderOf(path)}* (${own.length} files)`,
    sha256: sha256(own.map((file) => `${file.sha256}  ${file.path}\n`).join('')),
  };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
