import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { declarationFile } from '../../../harness/edges/files/declaration-file.ts';

describe('the file of a declaration', () => {
  const experiments = mkdtempSync(join(tmpdir(), 'latent-sr-declarations-'));
  mkdirSync(join(experiments, 'claims'));
  writeFileSync(join(experiments, 'claims', 'K1.json'), 'the claim');
  writeFileSync(join(experiments, 'K1.json'), 'an experiment of the same id');
  writeFileSync(join(experiments, 'kernels.json'), 'the experiment');
  writeFileSync(join(experiments, '..', 'outside.json'), 'not declared here');
  const found = (id: string) => declarationFile({ experiments }, id);

  it("is a claim's, else an experiment's, with its path from the current folder", () => {
    expect(found('K1')!.text).to.equal('the claim');
    expect(found('kernels')!.text).to.equal('the experiment');
    expect(resolve(found('K1')!.path)).to.equal(join(experiments, 'claims', 'K1.json'));
    expect(found('K1')!.path).to.not.include('\\');
  });

  it('is none of an id that nobody declares, nor of one that would lead elsewhere', () => {
    for (const id of ['K2', '', '../outside', 'claims/K1', '/etc/hostname', 'K1\0']) {
      expect(found(id), JSON.stringify(id)).to.equal(undefined);
    }
  });
});
