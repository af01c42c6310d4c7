import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { jsonFiles, readExperiments, readProfile } from '../../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import { canonicalJson, sha256 } from '../../../harness/pipeline/canonical.ts';

const workspace = workspaceAt(undefined, {});
const pinned = JSON.parse(readFileSync(join(workspace.golden, 'resolved.json'), 'utf8')) as Record<
  string,
  object
>;

const hashes = (declarations: readonly { readonly id: string }[]) =>
  Object.fromEntries(declarations.map((each) => [each.id, sha256(canonicalJson(each))]));

describe('what the declarations come to', () => {
  it('is what golden/resolved.json has of each experiment: an edit that is meant to change one takes its hash there', () => {
    const { items, faults } = readExperiments(workspace);
    expect(faults).to.deep.equal([]);
    expect(hashes(items)).to.deep.equal(pinned['experiments']);
  });

  it('is what golden/resolved.json has of each profile', () => {
    const ids = jsonFiles(join(workspace.experiments, 'profiles')).map((file) => basename(file, '.json'));
    expect(hashes(ids.map((id) => readProfile(workspace, id)))).to.deep.equal(pinned['profiles']);
  });
});
