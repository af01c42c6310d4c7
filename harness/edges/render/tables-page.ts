import { writeFile } from 'node:fs/promises';
import Handlebars from 'handlebars';
import type { TablesView } from '../../report/view-model.ts';
import { unreadable } from '../files/read-bytes.ts';
import { tableOf } from './page.ts';
import { templateText } from './template-files.ts';
import { loadTemplate } from './templates.ts';

/**
 * Writes sentences and tables as one HTML file that needs nothing else, without scripts.
 * @throws InputError when the file cannot be written.
 */
export async function writeTablesPage(view: TablesView, path: string): Promise<void> {
  const html = renderTables(view);
  await writeFile(path, html).catch((error) => {
    throw unreadable(path, error, 'a place for the page');
  });
}

/** The same view gives the same bytes. */
export function renderTables(view: TablesView): string {
  return loadTemplate('tables.html', ['table.html'])({
    ...view,
    tables: view.tables.map((table) => ({ ...tableOf(table), anchor: `table-${table.id}`, folded: false })),
    style: new Handlebars.SafeString(templateText('style.css')),
  });
}
