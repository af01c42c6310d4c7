import Handlebars from 'handlebars';
import type { TablesView, TableView } from '../../report/view-model.ts';
import { tableOf } from './page.ts';
import { sparklineSvg } from './sparkline.ts';
import { templateText } from './template-files.ts';
import { loadTemplate } from './templates.ts';

/** Sentences and tables as one HTML file that needs nothing else, without scripts. The same view gives the same bytes. */
export function renderTables(view: TablesView): string {
  return loadTemplate('tables.html', ['table.html'])({
    ...view,
    tables: view.tables.map((table) => ({ ...labelled(table), anchor: `table-${table.id}`, folded: false })),
    style: new Handlebars.SafeString(templateText('style.css')),
  });
}

/** A narrow page has no room for the heading of columns: each cell says its own. Series are drawn. */
function labelled(table: TableView) {
  const { drawn, columns } = table;
  const page = tableOf(table);
  return {
    ...page,
    rows: page.rows.map((cells, row) =>
      cells.map((cell, i) => ({
        ...cell,
        label: columns[i]!.title,
        svg: drawn?.column === i ? new Handlebars.SafeString(sparklineSvg(drawn.series[row]!)) : undefined,
      })),
    ),
  };
}
