import Handlebars from 'handlebars';
import { codeBlock, escapeMarkdown, inlineCode } from '../../report/markdown-text.ts';
import type { ReportView } from '../../report/view-model.ts';
import { pageOf } from './page.ts';
import { loadTemplate } from './templates.ts';

/**
 * The report as GitHub-flavoured Markdown: all text and tables, of figures and images the captions. The same
 * view gives the same bytes.
 */
export function renderMarkdown(view: ReportView): string {
  const template = loadTemplate('report.md', [], {
    md: marked(escapeMarkdown),
    line: (text: unknown) => String(text).replace(/\s+/g, ' '), // within HTML, which a blank line would end
    code: marked(inlineCode),
    block: marked(codeBlock),
  });
  return `${template(pageOf(view))
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

/** A helper whose text Handlebars does not escape a second time. What is no text is a fault of the template. */
function marked(guard: (text: string) => string) {
  return (text: unknown) => {
    if (typeof text === 'object' && text !== null)
      throw new TypeError(`report.md: a record where text belongs: ${Object.keys(text).join(', ')}`);
    return new Handlebars.SafeString(guard(String(text)));
  };
}
