import { extname } from 'node:path';
import { InputError } from '../../../numeric/input-error.ts';
import type { SourceDocument } from '../../../record/reading/document.ts';
import { type DocumentForm, documentForms } from './document-forms.ts';

const byExtension: Readonly<Record<string, DocumentForm>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.tex': 'tex',
  '.latex': 'tex',
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.md': 'md',
  '.markdown': 'md',
  '.txt': 'txt',
};

/**
 * The tables and the text of a document.
 * @param form what it is written in, where its name does not say it
 * @throws InputError for a name of no known form, and where the text is none of its form.
 */
export async function readDocument(text: string, name: string, form?: DocumentForm): Promise<SourceDocument> {
  switch (form ?? byExtension[extname(name).toLowerCase()]) {
    case 'csv':
      return (await import('./csv.ts')).readCsv(text, name);
    case 'tex':
      return (await import('./latex.ts')).readLatex(text, name);
    case 'html':
      return (await import('./html.ts')).readHtml(text);
    case 'md':
      return (await import('./markdown.ts')).readMarkdown(text);
    case 'txt':
      return (await import('./plain-text.ts')).readPlainText(text);
    default:
      throw new InputError({
        where: name,
        expected: `a document named ${Object.keys(byExtension).join(', ')}`,
        got: JSON.stringify(extname(name)),
        remedy: `say what it is written in: --as ${documentForms.join('|')}`,
      });
  }
}
