import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readDigest } from '../../harness/edges/files/declarations.ts';
import { validated } from '../../harness/edges/files/schemas.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import type { RunDocument } from '../../harness/study/run-document.ts';
import { conflictsOf } from '../report/page-against-run.ts';
import { type Said, unitConflicts } from '../report/unit-conflicts.ts';

const program = join(import.meta.dirname, '..', '..', 'harness', 'latent-sr.mjs');

/** The run that `LATENT_SR_RUN` names, as CI does with one of the default profile; else one of smoke. */
describe('a finished run', () => {
  let folder = process.env['LATENT_SR_RUN'];
  let made: string | undefined;
  before(() => {
    if (folder) return;
    folder = made = mkdtempSync(join(tmpdir(), 'latent-sr-finished-'));
    execFileSync(process.execPath, [program, 'reproduce', '--profile', 'smoke', '--out', made]);
  });
  after(() => {
    if (made !== undefined) rmSync(made, { recursive: true });
  });
  const read = (name: string) => readFileSync(join(folder!, name), 'utf8');

  it('says one unit of every number, and on its page what stands in its data', () => {
    const run = JSON.parse(read('run.json')) as unknown;
    expect(unitConflicts(validated<Said>('run', run, 'run.json'))).to.deep.equal([]);
    const { keyFigures } = readDigest(workspaceAt(undefined, {}));
    expect(conflictsOf(read('report.html'), run as RunDocument, keyFigures)).to.deep.equal([]);
  });
});
