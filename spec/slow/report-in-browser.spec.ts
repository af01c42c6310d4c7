import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { fixtureView } from '../report/fixture.ts';
import { drawingFaults } from './browser/drawing-faults.ts';
import { openBrowser, reportFolders } from './browser/open-pages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page, a line each. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const found = await (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run();
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`,
    );
  });
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

describe('the report in a browser', () => {
  let browser: Browser;
  let folders: readonly string[];
  let made: string;
  let remove = () => {};
  before(async function () {
    const found = await openBrowser();
    if (found === undefined) return this.skip();
    browser = found;
    ({ folders, remove } = await reportFolders());
    [made] = folders;
  });
  after(async () => {
    remove();
    await browser?.close();
  });

  /** Opens a page; anything that it asks for elsewhere, refuses or logs is a fault. */
  async function open(file: string, options: BrowserContextOptions = {}, hash = ''): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
    // The loader of these specifications names functions by a helper that a page lacks.
    await context.addInitScript('globalThis.__name = (value) => value');
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) faults.push(request.url());
    });
    await page.goto(pathToFileURL(file).href + hash);
    expect(faults).to.deep.equal([]);
    return page;
  }

  const reports = () => folders.map((folder) => join(folder, 'report.html'));
  const claimsIn = (file: string) =>
    file.startsWith(made) ? fixtureView().claims.length : readdirSync('experiments/claims').length;
  const experiments = () =>
    folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.startsWith('experiment-'))
        .map((name) => join(folder, name)),
    );

  const withPart = (part: string) =>
    experiments().filter((file) => readFileSync(file, 'utf8').includes(part));

  for (const width of [390, 820, 1440]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`is as wide as its window and has no fault that axe knows, at ${width}, ${colorScheme}`, async () => {
        for (const file of [...reports(), withPart('<svg')[0], withPart('class="panel"')[0]]) {
          const page = await open(file, { viewport: { width, height: 1000 }, colorScheme });
          expect(await page.evaluate(() => document.documentElement.scrollWidth), file).to.be.at.most(width);
          await page.locator('details').evaluateAll(([first]) => {
            if (first) (first as HTMLDetailsElement).open = true;
          });
          // Of a whole run, which takes axe ten times as long, in one form; its pages are of the same parts.
          if (file.startsWith(made) || (width === 820 && colorScheme === 'light'))
            expect(await violations(page), file).to.deep.equal([]);
          await page.context().close();
        }
      });
    }
  }

  it('is under 1 MB, read at once, and shows verdict, numbers and first claims before any scrolling', async () => {
    for (const file of reports()) {
      expect(statSync(file).size, file).to.be.below(1e6);
      const page = await open(file);
      const bottom = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((each) => each.getBoundingClientRect().bottom);
      expect(await bottom('.lead')).to.be.below(await bottom('.key-figures'));
      expect(await bottom('.claims > li:nth-child(5)'), file).to.be.below(1000);
      const heights = await page
        .locator('.claims summary')
        .evaluateAll((all) => all.map((each) => each.clientHeight));
      expect(heights, file).to.have.length(claimsIn(file));
      expect(Math.max(...heights), 'a line a claim').to.be.below(36);
      await page.context().close();
    }
  });

  it('shows every headline, and the whole measured number with its interval, at any width', async () => {
    for (const width of [390, 820, 1024, 1280, 1440]) {
      for (const file of reports()) {
        const page = await open(file, { viewport: { width, height: 1000 } });
        const cut = await page
          .locator('.measured .value')
          .evaluateAll((all) =>
            all
              .filter(
                (each) =>
                  each.getBoundingClientRect().right >
                  each.closest('.measured')!.getBoundingClientRect().right + 0.5,
              )
              .map((each) => each.textContent),
          );
        expect(cut, `${file} at ${width}`).to.eql([]);
        const lines = await page
          .locator('summary > .claim')
          .evaluateAll((all) =>
            all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent!),
          );
        // As many as a headline may have, and the claim's id.
        expect(
          lines.filter((line) => line.length <= 75),
          `${file} at ${width}`,
        ).to.eql([]);
        await page.context().close();
      }
    }
  });

  it('leads to any claim in fewer than 45 steps of the keyboard', async () => {
    for (const file of reports()) {
      const page = await open(file);
      const reached = new Set<string>();
      for (let step = 1; step < 45; step++) {
        await page.keyboard.press('Tab');
        reached.add(await page.evaluate(() => document.activeElement?.closest('.claims > li')?.id ?? ''));
      }
      reached.delete('');
      expect(reached.size, file).to.equal(claimsIn(file));
      await page.keyboard.press('Shift+Tab');
      await page.context().close();
    }
  });

  it('leads to any claim in fewer than 15 steps of the keyboard by its id', async () => {
    for (const file of reports()) {
      const page = await open(file);
      const press = async (until: string, most: number) => {
        for (let step = 1; step <= most; step++) {
          await page.keyboard.press('Tab');
          if (await page.evaluate((at) => document.activeElement?.closest(at) !== null, until)) return step;
        }
        return Number.POSITIVE_INFINITY;
      };
      const ids = await page.locator('.claims .id').allTextContents();
      const steps = await press('#filter input', 15);
      await page.keyboard.type(ids.at(-1)!);
      expect(steps + (await press('.claims > li:last-child', 15)), file).to.be.below(15);
      await page.context().close();
    }
  });

  it('filters by verdict, tier, family and text, in the address, and shows all where the address is not understood', async () => {
    for (const file of reports()) {
      const page = await open(file, {}, '#verdict=reproduced&tier=embedded');
      const shown = () =>
        page
          .locator('.claims > li')
          .evaluateAll((all) =>
            all
              .filter((each) => (each as HTMLElement).offsetParent !== null)
              .map((each) => (each as HTMLElement).dataset['decided']!),
          );
      const asked = await shown();
      expect(asked.length, file).to.be.within(1, 32);
      for (const decided of asked) expect(decided).to.contain('embedded:reproduced');
      const claims = await page.locator('.claims > li').count();
      expect(await page.locator('output').textContent()).to.equal(`${asked.length} of ${claims} claims`);
      await page.locator('[name=tier]').selectOption('');
      await page.locator('[name=verdict]').selectOption('');
      const [family] = await page
        .locator('[name=family] option')
        .allTextContents()
        .then((all) => all.slice(1));
      await page.locator('[name=family]').selectOption(family);
      await page.locator('[name=text]').fill('psnr swap');
      const some = await shown();
      expect(some.length).to.be.within(1, 32);
      expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('family')).to.equal(family);
      await page.reload();
      expect(await shown()).to.deep.equal(some);
      await page.goto(`${pathToFileURL(file).href}#verdict=unheard-of`);
      await page.reload();
      expect(await shown()).to.have.length(claimsIn(file));
      const id = await page.locator('.claims > li').nth(7).getAttribute('id');
      await page.evaluate((hash) => {
        location.hash = hash!;
      }, id);
      await page.locator(`#${id} details[open]`).waitFor();
      await page.context().close();
    }
  });

  it('is complete without its script', async () => {
    for (const file of reports()) {
      const page = await open(file, { javaScriptEnabled: false });
      expect(await page.locator('.claims > li:visible').count(), file).to.equal(claimsIn(file));
      expect(await page.locator('#filter').isVisible()).to.equal(false);
      await page.context().close();
    }
    const page = await open(withPart('class="panel"')[0], { javaScriptEnabled: false });
    expect(await page.locator('.viewer').first().isVisible()).to.equal(false);
    await page.context().close();
  });

  it('prints as a sheet of two pages', async () => {
    for (const file of reports()) {
      const page = await open(file);
      const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g), file).to.have.length.within(1, 2);
      await page.context().close();
    }
  });

  it('has figures without cut legends, texts over each other or labels under lines', async () => {
    for (const file of experiments()) {
      const page = await open(file);
      expect(await page.evaluate(drawingFaults), file).to.deep.equal([]);
      await page.context().close();
    }
  });

  it('sees a legend that is cut, texts over each other and a label under a line', async () => {
    const page = await open(withPart('<svg')[0]);
    await page.evaluate(() => {
      const svg = document.querySelector('.figures svg')!;
      svg.innerHTML =
        '<text x="10" y="50">a name that is c…</text><text x="12" y="52">over it</text><text x="470" y="90">beyond it</text>' +
        '<g class="role-mark"><path d="M0,150L400,150" stroke="black"/><text x="50" y="154">crossed</text></g>';
    });
    const faults = (await page.evaluate(drawingFaults)).join('\n');
    for (const fault of [
      'cut: a name',
      'over each other: a name',
      'beyond the drawing: beyond',
      'under a line: crossed',
    ])
      expect(faults).to.contain(fault);
    await page.context().close();
  });

  it('lays images over each other, divides and blinks them, and zooms all of a panel to one place', async () => {
    const page = await open(withPart('class="panel"')[0]);
    const panel = page.locator('.panel').first();
    const over = panel.locator('.stage .over');
    expect(await panel.locator('.images img').first().getAttribute('loading')).to.equal('lazy');
    const [left, right] = [
      await panel.locator('select').nth(0).inputValue(),
      await panel.locator('select').nth(1).inputValue(),
    ];
    expect(left).to.equal('0').and.not.equal(right);
    const source = (at: string) =>
      panel.locator('.images > figure').nth(Number(at)).locator('img').first().getAttribute('src');
    expect(await panel.locator('.stage .frame img').first().getAttribute('src')).to.equal(await source(left));
    expect(await over.locator('img').getAttribute('src')).to.equal(await source(right));
    await panel.locator('[data-sets=cut]').fill('20');
    expect(await over.evaluate((each) => getComputedStyle(each).clipPath)).to.equal('inset(0px 0px 0px 20%)');

    const places = () =>
      panel
        .locator('.frame img')
        .evaluateAll((all) => [
          ...new Set(
            all.map(
              (each) =>
                getComputedStyle(each).getPropertyValue('--x') +
                getComputedStyle(each).getPropertyValue('--zoom'),
            ),
          ),
        ]);
    await panel.locator('[data-sets=zoom]').fill('4');
    await panel.locator('[data-sets=x]').fill('100');
    expect(await places()).to.deep.equal(['754']);
    const grown = await panel
      .locator('.images img')
      .first()
      .evaluate((each) => each.getBoundingClientRect().width / each.clientWidth);
    expect(grown).to.be.closeTo(4, 0.01);

    await panel.locator('button').click();
    const seen = new Set<string | null>();
    for (let i = 0; i < 5; i++) {
      seen.add(await panel.locator('.shown').textContent());
      await page.waitForTimeout(700);
    }
    expect(seen.size).to.be.at.least(2);
    expect(await over.isVisible()).to.equal(false);
    await panel.locator('button').click();
    expect(await over.isVisible()).to.equal(true);
    await page.context().close();
  });

  it('sets maps of one kind at one height, under their images', async () => {
    for (const file of experiments()) {
      const page = await open(file);
      const uneven = await page.locator('.panel').evaluateAll((panels) =>
        panels.flatMap((panel) => {
          const figures = [...panel.querySelectorAll('.images > figure')];
          const tops = new Map<string, Set<number>>();
          for (const figure of figures)
            figure.querySelectorAll('.frame').forEach((frame, row) => {
              const line = `${Math.round(figure.getBoundingClientRect().top)} ${row}`;
              tops.set(
                line,
                (tops.get(line) ?? new Set()).add(Math.round(frame.getBoundingClientRect().top)),
              );
            });
          return [...tops.values()].filter((each) => each.size > 1).map((each) => [...each].join(', '));
        }),
      );
      expect(uneven, file).to.deep.equal([]);
      await page.context().close();
    }
  });
});
