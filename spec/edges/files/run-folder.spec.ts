import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeRun } from '../../../harness/edges/files/run-folder.ts';

describe("a run's folder", () => {
  it('is rid of what a killed process left unfinished, and of nothing that a living one writes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'latent-sr-run-'));
    const living = `report.html.${process.ppid}.unfinished`;
    writeFileSync(join(folder, 'report.html.999999999.unfinished'), 'half');
    writeFileSync(join(folder, living), 'half');
    const render = async () => ({ 'report.html': 'whole' });
    expect(await writeRun(folder, { a: 1 }, render)).to.equal(true);
    expect(readdirSync(folder).sort()).to.deep.equal(['report.html', living, 'seal.json'].sort());
    expect(await writeRun(folder, { a: 1 }, render)).to.equal(false);
    rmSync(folder, { recursive: true });
  });

  it('loses the pages of an earlier run that a later one has not, and no file of the reader', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'latent-sr-run-'));
    await writeRun(folder, { a: 1 }, async () => ({ 'report.html': 'a', 'experiment-a.html': 'a' }));
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await writeRun(folder, { a: 2 }, async () => ({ 'report.html': 'b', 'experiment-b.html': 'b' }));
    expect(readdirSync(folder).sort()).to.deep.equal([
      'experiment-b.html',
      'notes.txt',
      'report.html',
      'seal.json',
    ]);
    rmSync(folder, { recursive: true });
  });
});
