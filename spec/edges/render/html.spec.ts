import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { renderReport } from '../../../harness/edges/render/html.ts';
import { outcomeMark } from '../../../harness/edges/render/marks.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { formatEstimate } from '../../../harness/report/format-number.ts';
import type { ReportView } from '../../../harness/report/view-model.ts';
import { fixtureView } from '../../report/fixture.ts';

describe('HTML report', () => {
  const view = fixtureView();
  let pages: Readonly<Record<string, string>> = {};
  let html = '';
  before(async () => {
    pages = await renderReport(view);
    html = pages['report.html'];
  });

  it('has the same bytes for the same view, whatever was drawn before', async () => {
    const [first] = view.experiments;
    await renderReport({ ...view, experiments: [{ ...first, figures: [...first.figures].reverse() }] });
    expect(await renderReport(fixtureView())).to.deep.equal(pages);
  });

  it('differs between reruns in the provenance section only', async () => {
    const { provenance } = view;
    const other = await renderReport({
      ...view,
      provenance: { ...provenance, facts: [['Seed', '8']], time: [] },
    });
    const rest = (page: string) => page.replace(/<section id="provenance".*?<\/section>/s, '');
    expect(other['report.html']).to.not.equal(html);
    expect(rest(other['report.html'])).to.equal(rest(html)).and.not.contain('Started');
    expect({ ...other, 'report.html': html }).to.deep.equal(pages);
  });

  it('asks for nothing from elsewhere and runs only the one script that its policy knows by its hash', () => {
    for (const page of Object.values(pages)) {
      const [[, script], ...more] = [...page.matchAll(/<script>(.*?)<\/script>/gs)];
      expect(more).to.have.length(0);
      const hash = createHash('sha256').update(script).digest('base64');
      expect(page).to.contain(
        `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'">`,
      );
      const rest = page.replace(`<script>${script}</script>`, '');
      expect(rest).to.not.match(/<(script|iframe|object|embed|form|base)\b|@import|\son\w+=/i);
      for (const [, address] of rest.matchAll(/\ssrc="([^"]*)"/g))
        expect(address).to.match(/^data:image\/png;base64,/);
      for (const [, address] of rest.matchAll(/<link[^>]*href="([^"]*)"/g))
        expect(address).to.equal('data:,');
      for (const [, address] of rest.matchAll(/url\(([^)]*)\)/g)) expect(address).to.match(/^#/);
    }
  });

  it('leads every link within the pages to an element, each of which has its own id', () => {
    const ids = new Map(
      Object.entries(pages).map(([name, page]) => [
        name,
        [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id),
      ]),
    );
    for (const [name, page] of Object.entries(pages)) {
      expect(new Set(ids.get(name)).size).to.equal(ids.get(name)!.length);
      for (const [, , target] of page.matchAll(/(url\(#|aria-labelledby=")([^")]+)/g))
        expect(ids.get(name)).to.include(target);
      for (const [, address] of page.matchAll(/<a [^>]*href="([^"]*)"/g)) {
        if (address.startsWith('https://')) continue;
        const [file, target] = address.split('#');
        const there = ids.get(file === '' ? name : file);
        expect(there, address).to.be.an('array');
        if (target !== undefined) expect(there, address).to.include(target);
      }
    }
  });

  it('begins with the verdict, its caveat, the key figures and a line a claim, before any navigation', () => {
    const { headline, keyFigures, claims } = view;
    const lines = [...html.matchAll(/<li id="([^"]*)" data-decided.*?<summary>(.*?)<\/summary>/gs)];
    const order = [
      html.indexOf(headline.sentence),
      html.indexOf(headline.caveat),
      html.indexOf(`<caption>${keyFigures[0].title}</caption>`),
      ...lines.map(({ index }) => index),
      html.indexOf('<nav'),
      html.indexOf('id="experiments"'),
    ];
    expect(order).to.deep.equal([...order].sort((a, b) => a - b));
    expect(order[0]).to.be.above(0);
    expect(html).to.contain('<strong>4.45 dB</strong> <span class="interval">[4.37, 4.54]</span>');
    expect(lines).to.have.length(33);
    lines.forEach(([, , line], index) => {
      const { id, statement, headline, inBrief, leading, tiers } = claims[index];
      expect(line).to.contain(`<span class="id">${id}</span> ${escaped(headline ?? statement)}</span>`);
      expect(html.includes(`<p class="says">${escaped(statement)}</p>`)).to.equal(headline !== undefined);
      expect(line).to.contain(inBrief === '' ? 'no number' : escaped(inBrief));
      if (leading !== undefined && leading.tier !== 'record') {
        const { observed, quantity, unit, expected, group } = leading.criterion;
        expect(line).to.contain(`<span class="value">${formatEstimate(observed!, unit)}</span>`);
        expect(line).to.contain(
          `>${quantity}, ${group}; required: ${expected}; ${leading.alike} of ${leading.of} `,
        );
      }
      const chips = [
        ...line.matchAll(
          /class="tier">(\w+)<\/span> <span aria-hidden="true">(.)<\/span><span class="unseen"> ([a-z ]+)/g,
        ),
      ];
      expect(chips.map(([, ...chip]) => chip)).to.deep.equal(
        tiers.map(({ tier, outcome }) => [tier, outcomeMark(outcome).symbol, outcome]),
      );
    });
  });

  it('says in an opened claim what each of its verdicts asks, requires and observes, and how to replay it', () => {
    for (const [index, claim] of html.split('<li id="claim-').slice(1).entries()) {
      for (const { says, reason, replay, criteria } of view.claims[index].verdicts) {
        expect(claim).to.contain(says).and.to.contain(reason).and.to.contain(`<code>${replay}</code>`);
        for (const { quantity, label, expected, observed, unit } of criteria)
          expect(claim)
            .to.contain(`${quantity} <span class="part">${label}</span></th><td>`)
            .and.to.contain(`<td>${expected}</td><td class="value">${formatEstimate(observed!, unit)}</td>`);
      }
    }
  });

  it('counts no comparisons that leave a claim open where only missing figures do', async () => {
    const [claim] = view.claims;
    const [first] = claim.verdicts;
    const criteria = [first.criteria[0], first.criteria[0]];
    const of = (alike: number) =>
      reportOf({
        ...view,
        claims: [{ ...claim, verdicts: [{ ...first, outcome: 'inconclusive', criteria, alike }] }],
      });
    expect(await of(2)).to.match(/\(2 of 2 \w+ leave it open\)/);
    expect(await of(1)).to.match(/\(1 of 2 \w+ leaves it open\)/);
    expect(await of(0)).not.to.contain('leave it open)');
  });

  it('tells once what several parts of a claim want in a tier', async () => {
    const [claim] = view.claims;
    const wanting = { ...claim.verdicts[0], tier: 'paper', outcome: 'untestable', criteria: [] } as const;
    const verdicts = ['a', 'b', 'c'].map((part) => ({ ...wanting, part, reason: 'needs the weights' }));
    const other = { ...wanting, part: 'd', reason: 'needs the data' };
    const page = await reportOf({ ...view, claims: [{ ...claim, verdicts: [...verdicts, other] }] });
    const told = [...page.matchAll(/<h3>paper, (.*?) <span class="mark/g)].map(([, parts]) => parts);
    expect(told).to.deep.equal(['a, b, c', 'd']);
    expect(page.match(/<p>needs the weights<\/p>/g)).to.have.length(1);
  });

  it('names its tables, heads, figures and images for those who do not see them', () => {
    const all = Object.values(pages).join('');
    for (const [table] of all.matchAll(/<table.*?<\/table>/gs))
      expect(table).to.match(/<table[^>]*>\s*<caption/);
    for (const [head] of all.matchAll(/<th\b[^>]*>/g)) expect(head).to.match(/\sscope="(col|row|rowgroup)"/);
    for (const [image] of all.matchAll(/<img\b[^>]*>/g))
      expect(image).to.match(/\salt="[^"]+" width="\d+" height="\d+"/);
    const figures = view.experiments.flatMap((experiment) => experiment.figures);
    const drawings = [
      ...all.matchAll(/<svg role="img" aria-label="([^"]+)" width="[\d.]+" height="[\d.]+" viewBox=/g),
    ];
    expect(drawings.map(([, label]) => label)).to.deep.equal(figures.map(({ alt }) => alt));
    const titles = [...all.matchAll(/<p class="figure-title">(.*?)<\/p>\n<svg/g)].map(([, title]) => title);
    expect(titles).to.eql(figures.flatMap(({ title = [] }) => title));
    expect(titles).not.to.be.empty;
    for (const { caption } of figures)
      expect(all).to.contain(`<figcaption>${caption.replace(/=/g, '&#x3D;')}</figcaption>`);
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
      unfetched: 0,
      power: [],
      deviations: [],
      changed: [],
    };
    const page = await reportOf({ ...view, experiments: [], record: [], golden });
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

async function reportOf(view: ReportView): Promise<string> {
  return (await renderReport(view))['report.html'];
}

async function failure(view: ReportView): Promise<string> {
  try {
    await renderReport(view);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no failure';
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/'/g, '&#x27;')
    .replace(/=/g, '&#x3D;');
}
