import { existsSync, statSync } from 'node:fs';
import { basename, sep } from 'node:path';
import { splitSource } from './folder-selection.ts';
import { splitGlob } from './glob.ts';

/** Whether a source is one of many files: a folder, a glob, a list of files or a DICOMDIR. */
export function meansMany(named: string): boolean {
  const { source } = splitSource(named, undefined);
  if (/\.(txt|lst)$/i.test(source) || basename(source).toUpperCase() === 'DICOMDIR') return true;
  if (existsSync(source)) return statSync(source).isDirectory();
  return splitGlob(source.split(sep).join('/')) !== undefined;
}
