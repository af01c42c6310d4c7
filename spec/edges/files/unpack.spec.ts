import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { zipSync } from 'fflate';
import { createTar } from 'nanotar';
import { unpack } from '../../../harness/edges/files/unpack.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
/** As a source archive of PyPI and a tarball of npm are made: names begin with the folder of the package. */
const tar = createTar([
  { name: 'package-1.0/data/head.nrrd', data: bytes('head') },
  { name: 'package-1.0/LICENSE', data: bytes('terms') },
  { name: 'package-1.0/vendor/LICENSE', data: bytes('other terms') },
]);
const archives = {
  'a.tar.gz': gzipSync(tar),
  'a.tgz': gzipSync(tar),
  'a.whl': zipSync({
    'package-1.0/data/head.nrrd': bytes('head'),
    'package-1.0/LICENSE': bytes('terms'),
    'package-1.0/vendor/LICENSE': bytes('other terms'),
  }),
};

describe('unpacking an archive', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-unpack-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  for (const [name, content] of Object.entries(archives)) {
    it(`lays the files that are named beside each other (${name})`, async () => {
      await unpack(write(name, content), ['head.nrrd', 'package-1.0/LICENSE'], folder);
      expect(readFileSync(join(folder, 'head.nrrd'), 'utf8')).to.equal('head');
      expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).to.equal('terms');
    });

    it(`refuses a file that is not there, and a name that several have (${name})`, async () => {
      const archive = write(name, content);
      await refused(
        unpack(archive, ['chest.nrrd'], folder),
        /expected an archive with one chest.nrrd, got 3 others; /,
      );
      await refused(
        unpack(archive, ['LICENSE'], folder),
        /got package-1.0\/LICENSE, package-1.0\/vendor\/LICENSE; name it with its folder/,
      );
      expect(existsSync(join(folder, 'LICENSE'))).to.equal(false);
    });

    it(`refuses an archive that was cut short (${name})`, async () => {
      const archive = write(name, content.subarray(0, content.length >> 1));
      await refused(unpack(archive, ['head.nrrd'], folder), new RegExp(`${name.replaceAll('.', '\\.')}`));
    });
  }

  it('refuses a tar that ends within a file', async () => {
    const archive = write('a.tgz', gzipSync(tar.subarray(0, 514)));
    await refused(
      unpack(archive, ['head.nrrd'], folder),
      /a.tgz: expected an undamaged archive, got .*; fetch it again$/,
    );
  });

  it('leaves alone what lies there', async () => {
    write('head.nrrd', bytes('mine'));
    await unpack(write('a.tgz', archives['a.tgz']), ['head.nrrd'], folder);
    expect(readFileSync(join(folder, 'head.nrrd'), 'utf8')).to.equal('mine');
  });

  it('keeps what it writes in the folder, whatever an archive names', async () => {
    const bad = createTar([{ name: '../../out.nrrd', data: bytes('out') }]);
    await unpack(write('a.tgz', gzipSync(bad)), ['out.nrrd'], folder);
    expect(readFileSync(join(folder, 'out.nrrd'), 'utf8')).to.equal('out');
  });
});

async function refused(work: Promise<unknown>, message: RegExp): Promise<void> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown as Error,
  );
  expect(error?.message).to.match(message);
}
