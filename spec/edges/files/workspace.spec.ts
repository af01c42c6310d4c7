import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { assertOwn, workspaceAt } from '../../../harness/edges/files/workspace.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';

describe('where a run leaves what it makes', () => {
  const installed = workspaceAt(join('somewhere', 'node_modules', 'latent-sr-harness'), {});

  it('is the workspace, which is read and written', () => {
    const { root, experiments, golden, runs, store, assets } = workspaceAt('mine', {});
    expect(root).to.equal(resolve('mine'));
    expect([experiments, golden, runs, store, assets]).to.eql(
      ['experiments', 'golden', 'reports/runs', '.latent-sr/store', 'assets'].map((name) => join(root, name)),
    );
    expect(() => assertOwn(workspaceAt('mine', {}), 'golden update')).to.not.throw();
  });

  it('is the current folder where the paper is that of a package that npm installed', () => {
    const { root, experiments, golden, runs, store, assets, command } = installed;
    expect([experiments, golden]).to.eql([join(root, 'experiments'), join(root, 'golden')]);
    expect([runs, store, assets]).to.eql(
      ['reports/runs', '.latent-sr/store', 'assets'].map((name) => resolve(name)),
    );
    expect(command).to.equal('npx latent-sr reproduce');
  });

  it('is never the golden values of an installed package', () => {
    expect(() => assertOwn(installed, 'golden update')).to.throw(
      InputError,
      `golden update: expected a workspace of yours, got the installed package ${installed.root}; run it in a workspace (latent-sr init DIR makes one), or in a checkout`,
    );
  });
});
