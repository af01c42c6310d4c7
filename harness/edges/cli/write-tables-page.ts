import { writeFile } from 'node:fs/promises';
import type { TablesView } from '../../report/view-model.ts';
import { unreadable } from '../files/read-bytes.ts';
import { renderTables } from '../render/tables-page.ts';

/** Writes a view of sentences and tables as a page. @throws InputError when the file cannot be written. */
export async function writeTablesPage(view: TablesView, path: string): Promise<void> {
  await writeFile(path, renderTables(view)).catch((error) => {
    throw unreadable(path, error, 'a place for the page');
  });
}
