import { writeFile } from 'node:fs/promises';
import Handlebars from 'handlebars';
import type { ComparisonView } from '../../study/compare/view.ts';
import { unreadable } from '../files/read-bytes.ts';
import { tableOf } from './page.ts';
import { templateText } from './template-files.ts';
import { loadTemplate } from './templates.ts';

/**
 * Writes a comparison of two runs as one HTML file that needs nothing else, without scripts.
 * @throws InputError when the file cannot be written.
 */
export async function writeComparisonPage(view: ComparisonView, path: string): Promise<void> {
  const html = renderComparison(view);
  await writeFile(path, html).catch((error) => {
    throw unreadable(path, error, 'a place for the page');
  });
}

/** The same view gives the same bytes. */
export function renderComparison(view: ComparisonView): string {
  return loadTemplate('compare.html', ['table.html'])({
    ...view,
    tables: view.tables.map((table) => ({ ...tableOf(table), anchor: `table-${table.id}`, folded: false })),
    style: new Handlebars.SafeString(templateText('style.css')),
  });
}
