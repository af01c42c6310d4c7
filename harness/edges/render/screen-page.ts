import Handlebars from 'handlebars';
import type { FigureView, PanelView, TableView } from '../../report/view-model.ts';
import { drawn, pictured } from './html.ts';
import { tableOf } from './page.ts';
import { templateText } from './template-files.ts';
import { loadTemplate } from './templates.ts';

/** What the page of a screening says. */
export interface ScreenPage {
  readonly title: string;
  /** Sentences: how many images, of whom, how they were scaled. */
  readonly lead: readonly string[];
  readonly ranking: TableView;
  readonly figure: FigureView;
  readonly profile: TableView;
  readonly panels: readonly PanelView[];
  /** What was passed over, by reason. */
  readonly passedOver: readonly { readonly reason: string; readonly items: readonly string[] }[];
  /** How the scores were taken, one line each. */
  readonly conventions: readonly string[];
}

/** The page as one HTML file that needs nothing else, without scripts. The same view gives the same bytes. */
export async function renderScreenPage(page: ScreenPage): Promise<string> {
  const table = (view: TableView) => ({ ...tableOf(view), anchor: `table-${view.id}`, folded: false });
  return loadTemplate('screen.html', ['table.html', 'panel.html'])({
    ...page,
    ranking: table(page.ranking),
    profile: table(page.profile),
    figure: await drawn({ ...page.figure, anchor: page.figure.id }),
    panels: page.panels.map(pictured),
    style: new Handlebars.SafeString(templateText('style.css')),
  });
}
