import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { renderHtml } from '../../../harness/edges/render/html.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import type { ReportView } from '../../../harness/report/view-model.ts';
import { fixtureView } from '../../report/fixture.ts';

describe('HTML report', () => {
  const view = fixtureView();
  let html = '';
  before(async () => {
    html = await renderHtml(view);
  });

  it('has the same bytes for the same view, whatever was drawn before', async () => {
    const [first] = view.experiments;
    await renderHtml({ ...view, experiments: [{ ...first, figures: [...first.figures].reverse() }] });
    expect(await renderHtml(fixtureView())).to.equal(html);
  });

  it('differs between reruns in the provenance section only', async () => {
    const { provenance } = view;
    const other = await renderHtml({
      ...view,
      provenance: { ...provenance, facts: [['Seed', '8']], time: [] },
    });
    const rest = (page: string) => page.replace(/<section id="provenance".*?<\/section>/s, '');
    expect(other).to.not.equal(html);
    expect(rest(other)).to.equal(rest(html)).and.not.contain('Started');
  });

  it('asks for nothing from elsewhere and runs nothing', () => {
    expect(html).to.contain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">`,
    );
    expect(html).to.not.match(/<(script|iframe|object|embed|form|base)\b|@import|\son\w+=/i);
    for (const [, address] of html.matchAll(/\ssrc="([^"]*)"/g))
      expect(address).to.match(/^data:image\/png;base64,/);
    for (const [, address] of html.matchAll(/<link[^>]*href="([^"]*)"/g)) expect(address).to.equal('data:,');
    for (const [, address] of html.matchAll(/url\(([^)]*)\)/g)) expect(address).to.match(/^#/);
    for (const [, address] of html.matchAll(/<a [^>]*href="([^"]*)"/g))
      expect(address).to.match(/^(#|https:\/\/)/);
  });

  it('leads every link within the page to an element, each of which has its own id', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const [, kind, target] of html.matchAll(/(href="#|url\(#|aria-labelledby=")([^")]+)/g)) {
      expect(ids, kind).to.include(target);
    }
  });

  it('leads with the verdicts: a row a claim with all its tiers, in words and symbols', () => {
    const table = /<table class="verdicts".*?<\/table>\s*<\/section>/s.exec(html)![0];
    expect(html.indexOf('id="verdicts"')).to.be.below(html.indexOf('id="experiments"'));
    const heads = /<thead.*?<\/thead>/s.exec(table)![0].match(/(?<=>)[A-Z]\w+(?=<\/th>)/g);
    expect(heads).to.deep.equal(['Claim', 'Printed', 'Measured', 'Tier', 'Verdict']);
    const rows = table.split('<tbody id="').slice(1);
    expect(rows).to.have.length(33);
    const symbols = {
      reproduced: '✓',
      'not reproduced': '✗',
      inconclusive: '?',
      inconsistent: '≠',
      untestable: '–',
    };
    rows.forEach((row, index) => {
      const { id, verdicts } = view.claims[index];
      expect(row).to.contain(`<span class="id">${id}</span>`);
      const lines = [
        ...row.matchAll(/class="tier">([a-z, ]+)<.*?aria-hidden="true">(.)<\/span> ([a-z ]+)</gs),
      ];
      const shown = lines.flatMap(([, tiers, ...mark]) =>
        tiers
          .trim()
          .split(', ')
          .map((tier) => [tier, ...mark]),
      );
      expect(shown).to.have.deep.members(
        verdicts.map(({ tier, outcome }) => [tier, symbols[outcome], outcome]),
      );
      for (const { replay } of verdicts) expect(row).to.contain(`<code>${replay}</code>`);
    });
  });

  it('tells once what several parts of a claim want in a tier', async () => {
    const [claim] = view.claims;
    const wanting = { ...claim.verdicts[0], tier: 'paper', outcome: 'untestable', criteria: [] } as const;
    const verdicts = ['a', 'b', 'c'].map((part) => ({ ...wanting, part, reason: 'needs the weights' }));
    const other = { ...wanting, part: 'd', reason: 'needs the data' };
    const page = await renderHtml({ ...view, claims: [{ ...claim, verdicts: [...verdicts, other] }] });
    const told = [...page.matchAll(/<h3>paper, (.*?) <span class="mark/g)].map(([, parts]) => parts);
    expect(told).to.deep.equal(['a, b, c', 'd']);
    expect(page.match(/<p>needs the weights<\/p>/g)).to.have.length(1);
  });

  it('names its tables, heads, figures and images for those who do not see them', () => {
    for (const [table] of html.matchAll(/<table.*?<\/table>/gs))
      expect(table).to.match(/<table[^>]*>\s*<caption/);
    for (const [head] of html.matchAll(/<th\b[^>]*>/g)) expect(head).to.match(/\sscope="(col|row|rowgroup)"/);
    for (const [image] of html.matchAll(/<img\b[^>]*>/g))
      expect(image).to.match(/\salt="[^"]+" width="\d+" height="\d+"/);
    const figures = view.experiments.flatMap((experiment) => experiment.figures);
    const drawings = [
      ...html.matchAll(/<svg role="img" aria-label="([^"]+)" width="[\d.]+" height="[\d.]+" viewBox=/g),
    ];
    expect(drawings.map(([, label]) => label)).to.deep.equal(figures.map(({ alt }) => alt));
    for (const { caption } of figures)
      expect(html).to.contain(`<figcaption>${caption.replace(/=/g, '&#x3D;')}</figcaption>`);
  });

  it('stops on a field that is missing instead of leaving a gap', async () => {
    const { statement: _, ...claim } = view.claims[0];
    const error = await failure({ ...view, claims: [claim as ReportView['claims'][number]] });
    expect(error).to.match(/"statement" not defined/);
  });

  it('tells the claim that a check of the record decides from those that it bears on', () => {
    const record = /<section id="record".*?<\/section>/s
      .exec(html)![0]
      .replace(/<a href="#[^"]*">(C\d+)<\/a>/g, '$1');
    expect(record).to.contain('Table S4, row MRNet, decides C03, bears on C01<');
    expect(record).to.contain('section 4.4, bears on C08<');
    expect(record).to.contain('Table S13<');
  });

  it('says so where there is nothing to show', async () => {
    const golden = {
      compared: 0,
      repeated: 0,
      another: 0,
      unsaid: 0,
      power: [],
      deviations: [],
      changed: [],
    };
    const page = await renderHtml({ ...view, experiments: [], record: [], golden });
    expect(page).to.contain('The printed figures were not audited in this run.');
    expect(page).to.contain('Verdicts that changed: 0.').and.not.contain('id="experiments"');
  });

  it('refuses images that are neither grey nor colour, and figures that reach outside', async () => {
    const [first] = view.experiments;
    const image = { ...first.panels[0].images[0], image: createImage(2, 4, 4) };
    const panels = [{ ...first.panels[0], images: [image] }];
    expect(await failure({ ...view, experiments: [{ ...first, panels }] })).to.contain(
      'an image of 1 or 3 channels',
    );
    const drawing = { mark: 'point', encoding: {} };
    const link = {
      encoding: { href: { value: 'javascript:alert(1)' } },
      mark: 'point',
      data: { values: [{}] },
    };
    const picture = { mark: { type: 'image', url: 'https://example.org/x.png' }, data: { values: [{}] } };
    for (const spec of [{ ...drawing, data: { url: 'https://example.org/x.json' } }, link, picture]) {
      const figures = [{ id: 'outside', caption: '', alt: '', spec }];
      const message = await failure({ ...view, experiments: [{ ...first, figures }] });
      expect(message).to.match(
        /^figure outside: expected a drawing of shapes and text with its data inline, got /,
      );
    }
  });

  it('is made of templates that leave no text unescaped', () => {
    const folder = new URL('../../../reports/', import.meta.url);
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.hbs'))) {
      expect(readFileSync(new URL(name, folder), 'utf8'), name).to.not.match(/\{\{\{|\{\{&|\{\{~?\s*&/);
    }
  });
});

async function failure(view: ReportView): Promise<string> {
  try {
    await renderHtml(view);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no failure';
}
