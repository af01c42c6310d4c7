import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { rememberedHashes } from '../../../harness/edges/files/remembered-hashes.ts';
import { sha256 } from '../../../harness/pipeline/canonical.ts';

describe('remembered hashes', () => {
  let folder: string;
  let memory: string;
  let file: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-'));
    [memory, file] = [join(folder, 'store/hashes.json'), join(folder, 'weights')];
    writeFileSync(file, 'one');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const hashed = async () => {
    const hashes = await rememberedHashes(memory);
    const { sha256: found, bytes } = await hashes.of(file);
    expect(bytes).to.equal(statSync(file).size);
    await hashes.save();
    return found;
  };
  const remembered = () => JSON.parse(readFileSync(memory, 'utf8')) as Record<string, string[]>;

  it('spare reading a file that has not changed, and see every change, even under its old time and size', async () => {
    await setTimeout(2100);
    expect(await hashed()).to.equal(sha256(Buffer.from('one')));
    const known = remembered();
    expect(Object.keys(known)).to.deep.equal([file]);
    // What is remembered is what is told, so that it was not read.
    writeFileSync(memory, JSON.stringify({ [file]: [...known[file]!.slice(0, 4), 'f'.repeat(64)] }));
    expect(await hashed()).to.equal('f'.repeat(64));
    const { atime, mtime } = statSync(file);
    writeFileSync(file, 'two');
    utimesSync(file, atime, mtime);
    expect(await hashed()).to.equal(sha256(Buffer.from('two')));
  });

  it('are not kept of a file that was changed a moment ago, which may change again in the same tick', async () => {
    expect(await hashed()).to.equal(sha256(Buffer.from('one')));
    expect(() => remembered()).to.throw('ENOENT');
    writeFileSync(file, 'two');
    expect(await hashed()).to.equal(sha256(Buffer.from('two')));
  });

  it('begin anew where they cannot be read, and need no place to be kept in', async () => {
    memory = join(folder, 'hashes.json');
    for (const text of ['{', '[]', `{"${file}":["3"]}`, 'null']) {
      writeFileSync(memory, text);
      expect(await hashed(), text).to.equal(sha256(Buffer.from('one')));
    }
    memory = join(file, 'below-a-file');
    expect(await hashed()).to.equal(sha256(Buffer.from('one')));
  });

  it('say what is wrong with a file that is not there', async () => {
    const hashes = await rememberedHashes(memory);
    await hashes.of(join(folder, 'nothing')).then(
      () => expect.fail('it was hashed'),
      (error: Error) => expect(error.message).to.contain('expected a file, got nothing there'),
    );
  });
});
