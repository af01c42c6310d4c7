import Handlebars from 'handlebars';
import type { TablesView } from '../../report/view-model.ts';
import { tableOf } from './page.ts';
import { templateText } from './template-files.ts';
import { loadTemplate } from './templates.ts';

/** Sentences and tables as one HTML file that needs nothing else, without scripts. The same view gives the same bytes. */
export function renderTables(view: TablesView): string {
  return loadTemplate('tables.html', ['table.html'])({
    ...view,
    tables: view.tables.map((table) => ({ ...tableOf(table), anchor: `table-${table.id}`, folded: false })),
    style: new Handlebars.SafeString(templateText('style.css')),
  });
}
