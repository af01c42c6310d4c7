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
});
