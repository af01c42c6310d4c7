import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { locateDataset } from '../../../harness/edges/files/datasets/locate.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';

describe('the table of subjects of a data set', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'latent-sr-subjects-'));
    mkdirSync(join(root, 'experiments', 'datasets'), { recursive: true });
    write('scores.csv', 'image,patient,psnr,scanner\na_0,a,20,GE\na_1,a,21,GE\nb_0,b,22,Philips\n');
    write('subjects.csv', 'subject;sex;age\na;F;39,5\nb;M;40\nc;M;71\n');
    write('participants.tsv', 'participant_id\tsex\nsub-01\tF\nsub-02\tM\n');
  });
  after(() => rmSync(root, { recursive: true }));
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  /** A table of scores with these groups, as a plan sees it. */
  const located = async (groups: unknown, more: object = {}) => {
    const set = {
      id: 'd',
      title: 'D',
      kind: 'scores',
      file: './scores.csv',
      sample: 'image',
      subjects: 'patient',
    };
    write('experiments/datasets/d.json', JSON.stringify({ ...set, ...more, ...(groups ? { groups } : {}) }));
    return locateDataset(workspaceAt(root, {}), 'd', null, 'here');
  };
  const groupsOf = async (groups: unknown, more?: object) => {
    const { planned } = await located(groups, more);
    return 'missing' in planned ? planned.missing : planned.groups;
  };
  const faultOf = async (groups: unknown) => {
    const { fault, planned } = await located(groups);
    expect('missing' in planned, 'the set is there').to.equal(false);
    return fault?.message;
  };

  it('may be a file, in any form that scores are read in, with subjects that the set has not', async () => {
    const age = { column: 'age', bands: [40] };
    expect(await groupsOf({ file: './subjects.csv', by: { sex: 'sex', age } })).to.deep.equal({
      by: {
        sex: { names: ['F', 'M'], groupOf: { a: 0, b: 1, c: 1 } },
        age: { names: ['under 40', '40 or more'], groupOf: { a: 0, b: 1, c: 1 } },
      },
    });
    expect(await groupsOf({ file: './participants.tsv', by: { sex: 'sex' } })).to.deep.equal({
      by: { sex: { names: ['F', 'M'], groupOf: { 'sub-01': 0, 'sub-02': 1 } } },
    });
  });

  it('stands among the files that the set comes from, once, by its hash', async () => {
    const filesOf = async (groups: object) => (await located(groups)).files;
    const files = await filesOf({ file: './subjects.csv', by: { sex: 'sex' } });
    const hash = (name: string) =>
      createHash('sha256')
        .update(readFileSync(join(root, name)))
        .digest('hex');
    expect(files).to.deep.equal(
      ['./scores.csv', './subjects.csv'].map((path) => ({ path, sha256: hash(path) })),
    );
    expect(await filesOf({ by: { scanner: 'scanner' } })).to.deep.equal(files.slice(0, 1));
  });

  it('may be the scores themselves, whose subjects are named as in their rows', async () => {
    const by = { scanner: 'scanner' };
    const scanner = { names: ['GE', 'Philips'], groupOf: { a: 0, b: 1 } };
    expect(await groupsOf({ by })).to.deep.equal({ by: { scanner } });
    expect(await groupsOf({ by }, { subjects: undefined, subject: '^(.)_' })).to.deep.equal({
      by: { scanner },
    });
    expect(await groupsOf({ file: './scores.csv', subject: 'image', by })).to.deep.equal({
      by: { scanner: { names: ['GE', 'Philips'], groupOf: { a_0: 0, a_1: 0, b_0: 1 } } },
    });
  });

  it('may be what phantoms are drawn with', async () => {
    const heads = { kind: 'phantom', anatomy: 'brain', subjects: 2, seed: 1, split: 'test', file: undefined };
    const bare = { ...heads, sample: undefined, subjects: 2 };
    const found = await groupsOf({ by: { rim: { column: 'rim', bands: [0.55] } } }, bare);
    expect(found).to.have.nested.property('by.rim.names').that.deep.equals(['under 0.55', '0.55 or more']);
    const { fault } = await located({ by: { rim: 'halo' } }, bare);
    expect(fault?.message).to.match(
      /d\.json \/groups: expected a trait among ventricle, contrast, rim, got "halo"/,
    );
  });

  it('that is not there is missing, and none is declared where none is', async () => {
    const { fault } = await located({ file: './none.csv', by: { sex: 'sex' } });
    expect(fault).to.equal(undefined);
    expect(await groupsOf({ file: './none.csv', by: { sex: 'sex' } })).to.deep.equal({
      missing: 'needs the table of subjects of d: ./none.csv',
    });
    expect(await groupsOf(undefined)).to.equal(undefined);
  });

  it('that is faulty is told by line and column, and costs nothing else', async () => {
    write('faulty.csv', 'subject,sex,age\na,F,39\nb,,old\na,M,40\n');
    const of = (by: object) => faultOf({ file: './faulty.csv', by });
    expect(await of({ sex: 'sex' })).to.equal(
      './faulty.csv line 3: expected a name in column sex, got an empty cell; fill it: unknown, where it is',
    );
    expect(await of({ age: { column: 'age', bands: [40] } })).to.match(/line 3: .*column age, got "old"/);
    expect(await of({ site: 'site' })).to.match(/expected a column among subject, sex, age, got "site"/);
    write('unnamed.csv', 'who,sex\na,F\nb,M\n');
    expect(await faultOf({ file: './unnamed.csv', by: { sex: 'sex' } })).to.equal(
      './unnamed.csv: expected a column of subjects, got who, sex; name it: "subject" of "groups"',
    );
    expect(await groupsOf({ file: './unnamed.csv', subject: 'who', by: { sex: 'sex' } })).to.have.property(
      'by',
    );
  });
});
