import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { lastRun } from '../../../harness/edges/files/last-run.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';

describe('the last run', () => {
  const runs = () => mkdtempSync(join(tmpdir(), 'latent-sr-runs-'));
  const written = (folder: string, name: string, seconds: number) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'run.json'), '{}');
    utimesSync(join(folder, name, 'run.json'), seconds, seconds);
  };

  it('is the one whose data were written last, whatever its name and what lies beside it', async () => {
    const folder = runs();
    written(folder, 'b', 1_000);
    written(folder, 'a', 3_000);
    written(folder, 'c', 2_000);
    mkdirSync(join(folder, 'unfinished'));
    writeFileSync(join(folder, 'notes.txt'), '');
    expect(await lastRun({ runs: folder })).to.equal(join(folder, 'a'));
  });

  it('is the first by name of two of the same moment', async () => {
    const folder = runs();
    for (const name of ['b', 'a']) written(folder, name, 1_000);
    expect(await lastRun({ runs: folder })).to.equal(join(folder, 'a'));
  });

  it('is missed by name where none is finished, or there is no folder', async () => {
    const folder = runs();
    mkdirSync(join(folder, 'unfinished'));
    for (const place of [folder, join(folder, 'nowhere')]) {
      const fault = await lastRun({ runs: place }).catch((error: unknown) => error);
      expect(fault).to.be.instanceOf(InputError);
      expect((fault as InputError).message).to.equal(
        `${place}: expected a finished run, got none; make one with latent-sr reproduce, or give the folder of one`,
      );
    }
  });
});
