import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import type {
  Mark,
  Paragraph,
  Run,
  SourceCell,
  SourceDocument,
  SourceRow,
  SourceTable,
} from '../../../record/reading/document.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/**
 * The tables of an HTML page and the text around them.
 * @param from the line of the file on which the text begins
 */
export function readHtml(text: string, from = 1): SourceDocument {
  const document = parse(text, { sourceCodeLocationInfo: true });
  const tables: SourceTable[] = [];
  const paragraphs: Paragraph[] = [];
  let title = '';
  const walk = (node: Node) => {
    if (!isElement(node)) return;
    const line = lineOf(node, from);
    if (node.tagName === 'title') title = textIn(node);
    if (skipped.has(node.tagName)) return;
    if (node.tagName === 'table') {
      const { table, nested } = tableOf(node, line, from);
      tables.push(table);
      nested.forEach(walk);
      return;
    }
    if (
      blocks.has(node.tagName) &&
      !node.childNodes.some((child) => isElement(child) && containers.has(child.tagName))
    ) {
      paragraphs.push({
        text: runsOf(node, [])
          .map((run) => run.text)
          .join(''),
        line,
      });
      return;
    }
    node.childNodes.forEach(walk);
  };
  for (const node of document.childNodes) walk(node as Node);
  return { title, tables, paragraphs };
}

/** The runs of a cell that is written in HTML. */
export function cellsOfHtml(text: string): readonly Run[] {
  return parseFragment(text).childNodes.flatMap((node) => runsOf(node, []));
}

// Annotations of MathML say in TeX once more what the formula says.
const skipped = new Set(['script', 'style', 'head', 'template', 'annotation', 'annotation-xml']);
const containers = new Set([
  'div',
  'section',
  'article',
  'table',
  'p',
  'ul',
  'ol',
  'li',
  'figure',
  'blockquote',
]);
const blocks = new Set([
  'p',
  'li',
  'div',
  'td',
  'blockquote',
  'figcaption',
  'h1',
  'h2',
  'h3',
  'h4',
  'dd',
  'section',
  'article',
  'body',
]);

function tableOf(
  table: Element,
  line: number,
  from: number,
): { table: SourceTable; nested: readonly Element[] } {
  const rows: SourceRow[] = [];
  const nested: Element[] = [];
  let caption = '';
  const visit = (node: Node, inHead: boolean) => {
    if (!isElement(node)) return;
    if (node.tagName === 'caption') caption = textIn(node);
    else if (node.tagName === 'tr') rows.push(rowOf(node, inHead, lineOf(node, line), from, nested));
    else for (const child of node.childNodes) visit(child, inHead || node.tagName === 'thead');
  };
  for (const node of table.childNodes) visit(node, false);
  if (caption === '') caption = captionBeside(table);
  return { table: { caption, line, rows }, nested };
}

/** The caption of a figure that holds the table. */
function captionBeside(table: Element): string {
  const parent = table.parentNode as Element | null;
  const siblings = parent && 'childNodes' in parent ? parent.childNodes : [];
  const figure = siblings.find((node): node is Element => isElement(node) && node.tagName === 'figcaption');
  return figure ? textIn(figure) : '';
}

function rowOf(row: Element, inHead: boolean, line: number, from: number, nested: Element[]): SourceRow {
  const cells = row.childNodes.filter(
    (node): node is Element => isElement(node) && ['td', 'th'].includes(node.tagName),
  );
  return {
    line,
    ruled: false,
    cells: cells.map((cell): SourceCell => {
      nested.push(...tablesIn(cell));
      const runs = runsOf(cell, []).filter(({ text }) => text !== '');
      const lead = /^[ \t\r\n]*([\u00a0\u2002\u2003]*)/.exec(runs.map(({ text }) => text).join(''))![1];
      const padded = /(?:padding-left|text-indent|margin-left)\s*:\s*(?!0)/.test(
        attribute(cell, 'style') ?? '',
      );
      return {
        runs,
        line: lineOf(cell, from) || line,
        columns: spanOf(cell, 'colspan'),
        rows: spanOf(cell, 'rowspan'),
        header: inHead || cell.tagName === 'th',
        indent: lead.length + (padded ? 1 : 0),
      };
    }),
  };
}

/** Browsers allow at most 1000 columns and 65534 rows (HTML Standard, 4.9.11); more than a paper's is a mistake. */
function spanOf(cell: Element, name: string): number {
  const span = Number(attribute(cell, name) ?? 1);
  return Number.isInteger(span) && span > 0 ? Math.min(span, 1000) : 1;
}

function runsOf(node: Node, marks: readonly Mark[]): Run[] {
  if (node.nodeName === '#text') return [{ text: (node as DefaultTreeAdapterTypes.TextNode).value, marks }];
  if (!isElement(node) || node.tagName === 'table' || skipped.has(node.tagName)) return [];
  const inner = node.childNodes.flatMap((child) => runsOf(child, [...marks, ...marksOf(node)]));
  switch (node.tagName) {
    case 'br':
      return [{ text: ' ', marks }];
    case 'msup':
    case 'msub': {
      const [base, script] = node.childNodes.filter(isElement).map((child) => runsOf(child, marks));
      return [...(base ?? []), ...scriptOf(node.tagName === 'msup', script ?? [])];
    }
    case 'sup':
    case 'sub':
      return scriptOf(node.tagName === 'sup', inner);
    case 'img':
      return [{ text: attribute(node, 'alt') ?? '', marks }];
    default:
      return inner;
  }
}

function scriptOf(raised: boolean, inner: readonly Run[]): Run[] {
  const text = inner
    .map((run) => run.text)
    .join('')
    .trim();
  return text === '' ? [] : [{ text: `${raised ? '^' : '_'}{${text}}`, marks: inner[0].marks }];
}

/** By element, by style, and by the classes that LaTeXML gives the pages of arXiv. */
function marksOf(node: Element): readonly Mark[] {
  const style = attribute(node, 'style') ?? '';
  const classes = attribute(node, 'class') ?? '';
  const holds: Readonly<Record<Mark, boolean>> = {
    bold:
      ['b', 'strong'].includes(node.tagName) ||
      /font-weight\s*:\s*(?:bold|[6-9]00)/.test(style) ||
      /\bltx_font_bold\b/.test(classes) ||
      /^bold/.test(attribute(node, 'mathvariant') ?? ''),
    underline:
      node.tagName === 'u' ||
      /text-decoration[^;]*underline/.test(style) ||
      /\bltx_framed_underline\b|\bltx_ulem_uline\b/.test(classes),
    italic: ['i', 'em'].includes(node.tagName) || /\bltx_font_italic\b/.test(classes),
    colour: node.tagName === 'font' || /(?:^|;)\s*(?:background-)?color\s*:/.test(style),
  };
  return (Object.keys(holds) as Mark[]).filter((mark) => holds[mark]);
}

function tablesIn(node: Element): readonly Element[] {
  return node.childNodes.flatMap((child) =>
    !isElement(child) ? [] : child.tagName === 'table' ? [child] : tablesIn(child),
  );
}

function textIn(node: Element): string {
  return runsOf(node, [])
    .map((run) => run.text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function attribute(node: Element, name: string): string | undefined {
  return node.attrs.find((one) => one.name === name)?.value;
}

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

function lineOf(node: Element, from: number): number {
  return (node.sourceCodeLocation?.startLine ?? 1) + from - 1;
}
