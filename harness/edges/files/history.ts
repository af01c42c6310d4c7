import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import type { HistoryEntry } from '../../study/history.ts';
import { unreadable } from './read-bytes.ts';
import { validated } from './schemas.ts';

/**
 * The entries of a history, oldest first; none where there is no file yet.
 * @throws InputError for a line that is no entry, by its number.
 */
export async function readHistory(path: string): Promise<readonly HistoryEntry[]> {
  const lines = (await textOf(path)).split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    return [
      validated<HistoryEntry>('history', parsed(line, `${path} line ${i + 1}`), `${path} line ${i + 1}`),
    ];
  });
}

/** Adds an entry at the end, as one line. @throws InputError where the file may not be written. */
export async function appendHistory(path: string, entry: HistoryEntry): Promise<void> {
  const before = await textOf(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, `${before === '' || before.endsWith('\n') ? '' : '\n'}${JSON.stringify(entry)}\n`);
  } catch (error) {
    throw unreadable(path, error, 'a file that may be written');
  }
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    if (error.code === 'EISDIR')
      throw new InputError({
        where: path,
        expected: 'a history, a file of JSON lines',
        got: 'a folder',
        remedy: `name a run after --add: latent-sr history --add ${path}`,
      });
    throw unreadable(path, error, 'a history');
  });
}

function parsed(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new InputError({
      where,
      expected: 'a JSON object',
      got: line.length > 40 ? `${line.slice(0, 40)}...` : line,
      remedy: 'remove the line, or restore the file',
    });
  }
}
