import { expect } from 'chai';
import { tiers } from '../../../harness/claims/verdict.ts';
import { renderReport } from '../../../harness/edges/render/html.ts';
import { renderMarkdown } from '../../../harness/edges/render/markdown.ts';
import { outcomes } from '../../../harness/edges/render/marks.ts';
import { forest } from '../../../harness/report/figures/index.ts';
import type { ReportView } from '../../../harness/report/view-model.ts';
import { fixtureView } from '../../report/fixture.ts';

const attacks = [
  '</td></table><script>alert(1)</script>',
  "\"><img src=x onerror=alert(1)> ' onmouseover='alert(1)",
  '{{title}} {{{title}}} {{#each this}} {{> mark}} $& $1',
  'javascript:alert(1)',
  '--> ]]> </style></svg></title><!-- <b>',
  'a | b\n\n# c\n\n| d | <details>\n```\n~~~ `e` [f](javascript:alert(1)) ![g](data:x) <javascript:alert(1)>',
  'https://x" onclick="alert(1)',
  '</code></pre>\r\n&lt;script&gt; &#60; \\| \\',
];

describe('hostile text', () => {
  for (const attack of attacks) {
    it(`changes no element of the HTML report: ${JSON.stringify(attack)}`, async () => {
      const [hostile, harmless] = [await pagesOf(filled(attack)), await pagesOf(filled(tame(attack)))];
      expect(skeleton(hostile)).to.deep.equal(skeleton(harmless));
      const visible = hostile.replace(/<[^>]*>/g, '');
      expect(visible).to.contain(escaped(attack));
    });

    it(`changes no line of the Markdown report: ${JSON.stringify(attack)}`, () => {
      const [hostile, harmless] = [filled(attack), filled(tame(attack))].map((view) =>
        outline(renderMarkdown(view)),
      );
      expect(hostile).to.deep.equal(harmless);
    });
  }
});

async function pagesOf(view: ReportView): Promise<string> {
  return Object.values(await renderReport(view)).join('');
}

/** The fixture with `text` in place of every text that a file could have brought in. */
function filled(text: string): ReportView {
  const fixed = new Set<unknown>([...outcomes, ...tiers, '']);
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return fixed.has(value) ? value : text;
    if (Array.isArray(value)) return value.map(fill);
    if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, key === 'spec' ? spec : fill(part)]),
    );
  };
  const axis = { title: text, unit: text };
  const row = { group: text, estimate: 1, low: 0, high: 2 };
  const spec = forest({ rows: ['', '2'].map((end) => ({ ...row, series: text + end })), x: axis });
  const { claims, experiments, ...view } = fixtureView();
  const few = experiments
    .slice(0, 1)
    .map((experiment) => ({ ...experiment, figures: experiment.figures.slice(0, 1) }));
  return fill({ ...view, claims: claims.slice(0, 3), experiments: few }) as ReportView;
}

/** As long, with the same spaces, and as plain as can be. */
function tame(text: string): string {
  return text.replace(/\S/g, 'x');
}

/** Every tag with the names of its attributes, and every comment. */
function skeleton(html: string): readonly string[] {
  const tags = html.match(/<!--|<[!/]?[A-Za-z](?:"[^"]*"|[^">])*>/g) ?? [];
  return tags.map((tag) => tag.replace(/="[^"]*"/g, ''));
}

/** The lines without their words: code dropped, markup and the ends of cells kept. */
function outline(markdown: string): readonly string[] {
  return markdown
    .replace(/^(`{3,})sh\n.*?\n\1$/gms, 'block')
    .split('\n')
    .map((line) => (line.startsWith('<summary>') ? line.replace(/[^<>]/g, '') : withoutEscapes(line)))
    .map((line) => (line.match(/[|<>[\]*_`]|^#+ |^- |^---/g) ?? []).join(''));
}

function withoutEscapes(line: string): string {
  return line.replace(/\\[!-/:-@[-`{-~]/g, '').replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, 'span');
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#x27;',
    '`': '&#x60;',
    '=': '&#x3D;',
  };
  return text.replace(/[&<>"'`=]/g, (letter) => names[letter]);
}
