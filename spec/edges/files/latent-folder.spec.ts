import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { idsIn, latentFile, latentIds } from '../../../harness/edges/files/datasets/latent-folder.ts';
import { runs } from '../../runs.ts';

describe('a folder of cached latents', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latents-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, text = '') => writeFileSync(join(folder, name), text);
  const filled = (ids: readonly string[], first: number) => {
    rmSync(folder, { recursive: true, force: true });
    folder = mkdtempSync(join(tmpdir(), 'latents-'));
    for (const part of ['hr', 'lr'] as const)
      for (const line of ids.keys()) put(latentFile(part, line, { first }));
    put('filenames.txt', ids.map((id) => `${id}\n`).join(''));
  };
  const told = (first = 0) =>
    latentIds(folder, { first }).then(
      (ids) => ids.join(),
      ({ message }: Error) => message.replace(folder, 'F'),
    );

  it('is whole with a file of either part for every line, and refused by name with one less or one more', async () => {
    const whole = fc.record({
      count: fc.integer({ min: 1, max: 14 }),
      first: fc.integer({ min: 0, max: 3 }),
      part: fc.constantFrom('hr', 'lr'),
      at: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(whole, async ({ count, first, part, at }) => {
        const ids = Array.from({ length: count }, (_, i) => `image-${i}`);
        filled(ids, first);
        expect(await told(first)).to.equal(ids.join());
        put(`${part}_${first + count}.npy`);
        expect(await told(first)).to.include(
          `${part}_${first + count}.npy without a line; copy the filenames.txt`,
        );
        rmSync(join(folder, `${part}_${first + count}.npy`));
        const lost = `${part}_${first + (at % count)}.npy`;
        rmSync(join(folder, lost));
        expect(await told(first)).to.include(`got no ${lost}; copy the whole folder again`);
      }),
      { numRuns: runs(20) },
    );
  });

  it('whose numbers begin elsewhere is told what to declare', async () => {
    filled(['a', 'b'], 1);
    expect(await told()).to.equal(
      'F: expected hr_0.npy to hr_1.npy, one for each of the 2 lines of filenames.txt, got no hr_0.npy, and hr_2.npy without a line; declare "first": 1',
    );
  });

  it('with numbers that are not in a row is not told to begin elsewhere', async () => {
    filled(['a', 'b', 'c'], 1);
    renameSync(join(folder, 'hr_3.npy'), join(folder, 'hr_4.npy'));
    expect(await told()).to.equal(
      'F: expected hr_0.npy to hr_2.npy, one for each of the 3 lines of filenames.txt, got no hr_0.npy, and hr_4.npy without a line; copy the whole folder again',
    );
  });

  it('with zeros before its numbers is told to be without them', async () => {
    filled(['a', 'b'], 0);
    for (const i of [0, 1]) renameSync(join(folder, `lr_${i}.npy`), join(folder, `lr_000${i}.npy`));
    expect(await told()).to.equal(
      'F: expected lr_0.npy to lr_1.npy, one for each of the 2 lines of filenames.txt, got no lr_0.npy, lr_1.npy, and a number with zeros before it, lr_0000.npy; take the zeros out of the names',
    );
  });

  it('lacks, or has besides, three files by name and the others by number, in order', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `${i}`);
    const expected = 'F: expected lr_0.npy to lr_11.npy, one for each of the 12 lines of filenames.txt, got ';
    filled(ids, 0);
    for (const i of [11, 2, 3]) rmSync(join(folder, `lr_${i}.npy`));
    const again = '; copy the whole folder again';
    expect(await told()).to.equal(`${expected}no lr_2.npy, lr_3.npy, lr_11.npy${again}`);
    rmSync(join(folder, 'lr_5.npy'));
    expect(await told()).to.equal(`${expected}no lr_2.npy, lr_3.npy, lr_5.npy and 1 more${again}`);
    rmSync(join(folder, 'lr_6.npy'));
    expect(await told()).to.equal(`${expected}no lr_2.npy, lr_3.npy, lr_5.npy and 2 more${again}`);
    filled(ids, 0);
    for (const i of [100, 12, 20]) put(`lr_${i}.npy`);
    expect(await told()).to.equal(
      `${expected}lr_12.npy, lr_20.npy, lr_100.npy without a line; copy the filenames.txt that was written with these latents`,
    );
  });

  it('without its list of names tells five of the files that are there', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) put(name);
    expect(await told()).to.match(/, got (\w, ){4}\w; copy it/);
    for (const name of ['b', 'c', 'd', 'e', 'f']) rmSync(join(folder, name));
    expect(await told()).to.include(', got a; copy it');
  });

  it('without its list of names, with an empty one or with a name twice is refused', async () => {
    expect(await told()).to.equal(
      'F: expected filenames.txt, the names of the images, got an empty folder; copy it beside the latents, or list the HR images that were encoded in their order',
    );
    put('filenames.txt', '\n \n');
    expect(await told()).to.equal(
      'F/filenames.txt: expected a name a line, got no line; copy the file again',
    );
    put('filenames.txt', 'a\nb\na\n');
    expect(await told()).to.equal(
      'F/filenames.txt: expected every name once, got "a" twice; correct the list of names',
    );
  });

  it('that is not there is no folder', async () => {
    rmSync(folder, { recursive: true });
    expect(await told()).to.equal(
      'F: expected a folder of latents, got nothing there; correct the path or put it there',
    );
  });
});

describe('the lines of filenames.txt', () => {
  it('are names: without folder and extension of images, with dots of their own, of any system', () => {
    const text = 'plain\r\nhr/in_folder.PNG\r\nC:\\data\\there.npy\r\nv1.2_z07\r\n';
    const ids = ['plain', 'in_folder', 'there', 'v1.2_z07'];
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
    ])
      expect(idsIn(bytes, 'f')).to.deep.equal(ids);
    expect(() => idsIn(Buffer.from('PK\x03\x04'), 'f')).to.throw(
      'f: expected text: a CSV or JSON, got a zip archive',
    );
  });

  it('name the latent of their own number: files in the order of texts would be those of other lines', () => {
    const files = Array.from({ length: 12 }, (_, line) => latentFile('hr', line, { first: 0 }));
    expect(files[2]).to.equal('hr_2.npy');
    expect([...files].sort()[2]).to.equal('hr_10.npy');
  });
});
