import { Lexer, lexer, type Token, type Tokens } from 'marked';
import type {
  Mark,
  Paragraph,
  Run,
  SourceCell,
  SourceDocument,
  SourceTable,
} from '../../../record/reading/document.ts';
import { cellsOfHtml, readHtml } from './html.ts';

/** The pipe tables of a Markdown text (and HTML tables in it), with the paragraphs around them. */
export function readMarkdown(text: string): SourceDocument {
  const tables: SourceTable[] = [];
  const paragraphs: Paragraph[] = [];
  let [title, caption] = ['', ''];
  walk(lexer(text), 1, (token, line) => {
    switch (token.type) {
      case 'table':
        tables.push(tableOf(token as Tokens.Table, line, caption));
        break;
      case 'heading':
        title ||= (token as Tokens.Heading).text;
        break;
      case 'html': {
        const inner = readHtml(token.raw, line);
        tables.push(...inner.tables);
        paragraphs.push(...inner.paragraphs);
        break;
      }
      default:
        paragraphs.push({ text: plain(token.raw), line });
    }
    if (token.type !== 'space') caption = /^\W*table\b/i.test(token.raw) ? plain(token.raw).trim() : '';
  });
  return { title, tables, paragraphs };
}

/** Every block with its line; lists and quotations are opened. */
function walk(tokens: readonly Token[], from: number, visit: (token: Token, line: number) => void): void {
  let line = from;
  for (const token of tokens) {
    const nested =
      (token as { tokens?: Token[]; items?: Token[] }).items ??
      (token.type === 'blockquote' ? (token as Tokens.Blockquote).tokens : undefined);
    if (token.type === 'list_item') walk((token as Tokens.ListItem).tokens, line, visit);
    else if (nested) walk(nested, line, visit);
    else visit(token, line);
    line += token.raw.split('\n').length - 1;
  }
}

function tableOf(token: Tokens.Table, line: number, caption: string): SourceTable {
  const lines = token.raw.split('\n');
  const row = (cells: readonly Pick<Tokens.TableCell, 'tokens' | 'text'>[], at: number, header: boolean) => ({
    cells: cells.map(({ tokens, text }): SourceCell => {
      const runs = /<\w/.test(text) ? cellsOfHtml(text) : tokens.flatMap((inner) => runsOf(inner, []));
      return {
        runs,
        line: at,
        columns: 1,
        rows: 1,
        header,
        indent: /^(?:&nbsp;|&emsp;|&ensp;|\u00a0)+/.exec(text)?.[0].length ?? 0,
      };
    }),
    line: at,
    ruled: false,
  });
  return {
    caption,
    line,
    rows: [
      row(token.header, line, true),
      ...token.rows.map((cells, at) =>
        row([...cells, ...beyond(lines[2 + at] ?? '', cells.length)], line + 2 + at, false),
      ),
    ],
  };
}

/** Cells of a row that has more than the table's header: Markdown leaves them out, and a figure with them. */
function beyond(line: string, count: number): readonly Pick<Tokens.TableCell, 'tokens' | 'text'>[] {
  const cells = line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/);
  return cells.slice(count).map((cell) => ({ text: cell.trim(), tokens: Lexer.lexInline(cell.trim()) }));
}

function runsOf(token: Token, marks: readonly Mark[]): Run[] {
  const own: Readonly<Record<string, readonly Mark[]>> = { strong: ['bold'], em: ['italic'] };
  const all = [...marks, ...(own[token.type] ?? [])];
  const inner = (token as { tokens?: Token[] }).tokens;
  if (inner) return inner.flatMap((one) => runsOf(one, all));
  const text = 'text' in token ? (token.text as string) : token.raw;
  return [{ text: mathText(entities(text)), marks: all }];
}

/** What formulas between dollars say, as far as a number goes. */
function mathText(text: string): string {
  return text
    .replace(/\$([^$]*)\$/g, '$1')
    .replace(/\\pm/g, '±')
    .replace(/\\times/g, '×')
    .replace(/\\uparrow/g, '↑')
    .replace(/\\downarrow/g, '↓')
    .replace(/\^([*†‡§\w])(?!\w)/g, '^{$1}');
}

function entities(text: string): string {
  return text.replace(
    /&(nbsp|emsp|ensp|plusmn|minus|ndash|lt|gt|amp|times|uarr|darr|dagger);/g,
    (_, name: string) => entityTexts[name],
  );
}

const entityTexts: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  emsp: '\u00a0',
  ensp: '\u00a0',
  plusmn: '±',
  minus: '−',
  ndash: '–',
  lt: '<',
  gt: '>',
  amp: '&',
  times: '×',
  uarr: '↑',
  darr: '↓',
  dagger: '†',
};

/** Text without the signs of emphasis. */
function plain(text: string): string {
  return entities(text).replace(/\*+|(?<!\w)_+|_+(?!\w)/g, '');
}
