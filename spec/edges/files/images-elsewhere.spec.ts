import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { resolveMethod } from '../../../harness/baselines/catalogue.ts';
import type { ImagesElsewhere } from '../../../harness/baselines/method.ts';
import { encodeNpy } from '../../../harness/edges/files/images/npy.ts';
import { encodePng } from '../../../harness/edges/files/images/png.ts';
import {
  foreignFiles,
  foreignFolder,
  readForeignImages,
} from '../../../harness/edges/files/images-elsewhere.ts';
import { imagesElsewhereStage } from '../../../harness/edges/stages/images-elsewhere.ts';
import { createImage, type Image } from '../../../harness/numeric/image.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { decodeStack, encodeStack } from '../../../harness/pipeline/image-stack.ts';

describe('images made elsewhere', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const declared = (options: object = {}) =>
    resolveMethod({ kind: 'images', folder: 'any', ...options }, 'method') as ImagesElsewhere;
  const image = (value: number, height = 2, width = 3, channels = 1) =>
    createImage(channels, height, width, new Float64Array(channels * height * width).fill(value / 255));
  const reference = ['a', 'b', 'c'].map((id) => ({ id, subject: `of ${id}`, image: image(7) }));
  const put = (name: string, bytes: Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  };
  const png = (name: string, value: number, ...size: number[]) =>
    put(name, encodePng(image(value, ...size), { bits: 8, rounding: 'round' }));
  const npy = (made: Image) => encodeNpy(made, { dtype: 'float64' });
  const read = (options: object = {}) =>
    readForeignImages(folder, foreignFiles(folder, declared(options)), reference, declared(options));

  it("are found in the layout of the release and come by the samples' ids, in their order", () => {
    png('sr_images/c.png', 30);
    png('sr_images/a.png', 10);
    png('sr_images/b.png', 20);
    put('diffusion_eval_results.json', new Uint8Array(1));
    expect(read().map(({ id, subject, image: { data } }) => [id, subject, 255 * data[0]!])).to.deep.equal([
      ['a', 'of a', 10],
      ['b', 'of b', 20],
      ['c', 'of c', 30],
    ]);
  });

  it('are found by a pattern with folders, stars and the id', () => {
    for (const id of ['a', 'b', 'c']) png(`run-1/deep/er/${id}_sr.png`, 9);
    png('run-1/a_lr.png', 9);
    png('.hidden/a_sr.png', 9);
    expect(
      foreignFiles(folder, declared({ files: 'run-*/**/{id}_sr.png' })).map(({ id }) => id),
    ).to.deep.equal(['a', 'b', 'c']);
    expect(foreignFiles(folder, declared({ files: '*/{id}_lr.png' })).map(({ id }) => id)).to.deep.equal([
      'a',
    ]);
    expect(foreignFiles(folder, declared({ files: '{id}.png' }))).to.deep.equal([]);
    // A dot is a dot.
    put('axpng', new Uint8Array(1));
    expect(foreignFiles(folder, declared({ files: '{id}.png' }))).to.deep.equal([]);
  });

  it('may be NumPy files, and are averaged to grey where the samples are grey', () => {
    put('a.npy', npy(image(51)));
    put('b.npy', npy(image(51)));
    const colour = createImage(
      3,
      2,
      3,
      Float64Array.from({ length: 18 }, (_, i) => Math.floor(i / 6) / 4),
    );
    put('c.npy', npy(colour));
    const items = read({ files: '{id}.npy' });
    expect(items.map(({ image: { channels, data } }) => [channels, data[5]])).to.deep.equal([
      [1, 0.2],
      [1, 0.2],
      [1, 0.25],
    ]);
  });

  it('that are missing, extra and of another size are listed all at once', () => {
    png('a.png', 1, 3, 3);
    png('c.png', 1);
    png('z.png', 1);
    png('y.png', 1);
    expect(() => read({ files: '{id}.png' })).to.throw(
      InputError,
      `${folder}: expected an image of each of 3 samples, of the HR image's size, got 1 missing: b; ` +
        '2 extra: y.png, z.png; 1 of another size: a.png [1, 3, 3] instead of [1, 2, 3]; mend the folder',
    );
  });

  it('of no sample are passed over where that is declared', () => {
    for (const id of ['a', 'b', 'c', 'z']) png(`${id}.png`, 100);
    expect(read({ files: '{id}.png', extra: 'ignore' })).to.have.lengthOf(3);
  });

  it('that are faint all together are on another scale, and refused', () => {
    for (const id of ['a', 'b', 'c']) put(`${id}.npy`, npy(image(id.length / 255)));
    expect(() => read({ files: '{id}.npy' })).to.throw(
      InputError,
      `${folder}: expected values that use the range`,
    );
    put('c.npy', npy(image(16)));
    expect(read({ files: '{id}.npy' })).to.have.lengthOf(3);
  });

  it('with values outside [0, 1] are refused by name', () => {
    for (const id of ['a', 'b', 'c']) put(`${id}.npy`, npy(image(id === 'b' ? 256 : 255)));
    expect(() => read({ files: '{id}.npy' })).to.throw(InputError, '1 with values outside [0, 1]: b.npy');
  });

  it('that two files give for one sample are refused by name', () => {
    png('one/a.png', 1);
    png('two/a.png', 2);
    expect(() => read({ files: '*/{id}.png' })).to.throw(InputError, 'got again a (two/a.png)');
  });

  it('that are links out of their folder are refused', () => {
    const elsewhere = `${folder}-elsewhere.png`;
    try {
      writeFileSync(elsewhere, 'secret');
      symlinkSync(elsewhere, join(folder, 'a.png'));
      expect(() => read({ files: '{id}.png' })).to.throw(
        InputError,
        'got a link that leads out of it (a.png)',
      );
    } finally {
      rmSync(elsewhere);
    }
  });

  it('that changed after they were found are refused by name, and a stage decodes what was found', () => {
    for (const id of ['a', 'b', 'c']) png(`${id}.png`, 40);
    const method = declared({ files: '{id}.png' });
    const params = { method, files: foreignFiles(folder, method) };
    const run = () =>
      imagesElsewhereStage.run(params, { reference: encodeStack(reference) }, folder, undefined as never);
    expect(decodeStack(run() as ReturnType<typeof encodeStack>).map(({ id }) => id)).to.deep.equal([
      'a',
      'b',
      'c',
    ]);
    png('b.png', 41);
    expect(run).to.throw(InputError, '1 changed since the run began: b.png');
  });

  it("lie in a folder that a cell's levels name, in the assets folder or at an absolute path", () => {
    const levels = { dataset: 'brain', method: 'sr3' };
    const at = (name: string) => foreignFolder(declared({ folder: name }), levels, '/assets');
    expect(at('{method}/x-{dataset}')).to.equal('/assets/sr3/x-brain');
    expect(at('/data/{dataset}')).to.equal('/data/brain');
    expect(() => at('../{dataset}')).to.throw(InputError, 'expected a folder of the assets folder');
    expect(() => at('{sampler}')).to.throw(InputError, 'expected {dataset}, {method}, got {sampler}');
    const climbing = () => foreignFolder(declared({ folder: 'x/{dataset}' }), { dataset: '..' }, '/assets');
    expect(climbing).to.throw(InputError, 'got {dataset}');
  });
});
