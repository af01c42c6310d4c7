import type { Paragraph, SourceDocument, SourceTable } from '../../../record/reading/document.ts';
import { textOf } from '../../../record/reading/document.ts';
import { expandMacros } from './latex/macros.ts';
import { latexRuns } from './latex/runs.ts';
import { tabularRows } from './latex/tabular.ts';
import { afterArgument, afterOption, type LatexToken, latexTokens, rawText } from './latex/tokens.ts';

/**
 * The tables of a LaTeX text and the text around them. A reader of its own: the parsers that are small enough to
 * depend on refuse a whole file for one brace that is not closed.
 * @throws InputError where its definitions never end.
 */
export function readLatex(source: string, where: string): SourceDocument {
  const tokens = expandMacros(latexTokens(source), where);
  const start = tokens.findIndex((_, at) => isBegin(tokens, at) === 'document');
  const tables: SourceTable[] = [];
  const prose: LatexToken[] = [];
  let title = '';
  let floating: { caption: string; first: number } | undefined;
  for (let at = Math.max(0, start); at < tokens.length; at++) {
    const token = tokens[at];
    const begun = isBegin(tokens, at);
    if (token.type === 'command' && token.text === 'title')
      title ||= textOf(latexRuns(afterArgument(tokens, at + 1).inner));
    if (begun !== undefined && floats.has(begun)) floating = { caption: '', first: tables.length };
    if (token.type === 'command' && /^caption(?:of)?\*?$/.test(token.text)) {
      const { inner, next } = afterArgument(tokens, afterOption(tokens, at + 1));
      const caption = textOf(latexRuns(inner));
      if (floating) {
        floating.caption ||= caption;
        for (let table = floating.first; table < tables.length; table++) {
          if (tables[table].caption === '') tables[table] = { ...tables[table], caption };
        }
      }
      at = next - 1;
      continue;
    }
    if (begun !== undefined && begun in tabulars) {
      const { body, next } = bodyOf(tokens, at, begun);
      tables.push({ caption: floating?.caption ?? '', line: token.line, rows: tabularRows(body) });
      at = next - 1;
      continue;
    }
    if (
      token.type === 'command' &&
      token.text === 'end' &&
      floats.has(rawText(afterArgument(tokens, at + 1).inner))
    )
      floating = undefined;
    prose.push(token);
  }
  return { title, tables, paragraphs: paragraphsOf(prose) };
}

const floats = new Set(['table', 'table*', 'wraptable', 'sidewaystable', 'longtable']);
/** Environments of tables, with the arguments before their body. */
const tabulars: Readonly<Record<string, number>> = {
  tabular: 1,
  'tabular*': 2,
  tabularx: 2,
  tabulary: 2,
  longtable: 1,
  tblr: 1,
  array: 1,
  supertabular: 1,
};

function isBegin(tokens: readonly LatexToken[], at: number): string | undefined {
  const { type, text } = tokens[at];
  return type === 'command' && text === 'begin' ? rawText(afterArgument(tokens, at + 1).inner) : undefined;
}

function bodyOf(
  tokens: readonly LatexToken[],
  from: number,
  name: string,
): { body: readonly LatexToken[]; next: number } {
  let start = afterArgument(tokens, from + 1).next;
  for (let left = tabulars[name]; left > 0; left--)
    start = afterArgument(tokens, afterOption(tokens, start)).next;
  let depth = 1;
  for (let at = start; at < tokens.length; at++) {
    const { type, text } = tokens[at];
    if (type !== 'command' || (text !== 'begin' && text !== 'end')) continue;
    const { inner, next } = afterArgument(tokens, at + 1);
    if (rawText(inner) !== name) continue;
    depth += text === 'begin' ? 1 : -1;
    if (depth === 0) return { body: tokens.slice(start, at), next };
  }
  return { body: tokens.slice(start), next: tokens.length };
}

/** Text between blank lines, with the line breaks of the source. */
function paragraphsOf(tokens: readonly LatexToken[]): readonly Paragraph[] {
  const groups: LatexToken[][] = [[]];
  for (const token of tokens) {
    if (token.type === 'blank' && /\n\s*\n/.test(token.text)) groups.push([]);
    else groups.at(-1)!.push(token);
  }
  return groups.flatMap((group) => {
    const text = latexRuns(group)
      .map((run) => run.text)
      .join('');
    return text.trim() === '' ? [] : [{ text, line: group[0].line }];
  });
}
