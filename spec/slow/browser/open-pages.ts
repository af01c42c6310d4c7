import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { renderReport } from '../../../harness/edges/render/html.ts';
import { fixtureView } from '../../report/fixture.ts';

/** Where Debian and the makers put a Chromium; the first that is there is used. */
const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A browser; undefined where there is none. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = programs.find((program) => existsSync(program));
  if (executablePath === undefined) return undefined;
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** The folders of pages to look at: one of made-up results and, where `LATENT_SR_RUN` names one, a finished run's. */
export async function reportFolders(): Promise<{
  readonly folders: readonly string[];
  readonly remove: () => void;
}> {
  const made = mkdtempSync(join(tmpdir(), 'latent-sr-pages-'));
  for (const [name, page] of Object.entries(await renderReport(fixtureView())))
    writeFileSync(join(made, name), page);
  const run = process.env['LATENT_SR_RUN'];
  return {
    folders: [made, ...(run ? [run] : [])],
    remove: () => rmSync(made, { recursive: true }),
  };
}
