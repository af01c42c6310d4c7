import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  type CollectionOptions,
  collectImages,
} from '../../../../harness/edges/files/images/collection/collection.ts';
import { globPattern } from '../../../../harness/edges/files/images/collection/glob.ts';
import { ordered } from '../../../../harness/edges/files/images/collection/ordered.ts';
import { readImage } from '../../../../harness/edges/files/images/read-image.ts';
import { imageValues, madeDicom, type Values } from './made-dicom.ts';

const made = (name: string) =>
  fileURLToPath(new URL(`../../../../golden/oracles/files/${name}`, import.meta.url));

/** A slice whose pixels are all one number. */
const slice = (value: number, values: Values = {}) =>
  madeDicom({ ...values, ...imageValues(4, 4, new Uint16Array(16).fill(value)) });
const inSeries = (series: string, z: number, instance: number, patient = 'P') =>
  slice(z, {
    '0x00100020': patient,
    '0x0020000e': series,
    '0x00200013': `${instance}`,
    '0x00200032': `0\\0\\${z}`,
    '0x00200037': '1\\0\\0\\0\\1\\0',
  });

describe('images of a folder, glob or list', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'images-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const put = (name: string, bytes: Uint8Array | string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    if (typeof bytes === 'string' && bytes.startsWith('golden:'))
      copyFileSync(made(bytes.slice('golden:'.length)), join(folder, name));
    else writeFileSync(join(folder, name), bytes);
  };
  const collect = (options: CollectionOptions = {}, source = '') =>
    collectImages(`${folder}${source}`, options);
  const ids = async (options: CollectionOptions = {}, source = '') =>
    (await collect(options, source)).images.map(({ id }) => id);
  const complaint = (options: CollectionOptions = {}, source = '') =>
    collect(options, source).then(
      () => 'nothing',
      (error: Error) => error.message.replaceAll(folder, 'DIR'),
    );

  it('are those below it, by extension or content; the rest is listed', async () => {
    put('a.png', 'golden:bits1-interlaced.png');
    put('deep/er/b.jpg', 'golden:u8-plain.jpg');
    put('IM000001', 'golden:u8.dcm');
    put('1.2.840.3', 'golden:u8.dcm');
    put('scan.ima', 'golden:u8.dcm');
    put('old', 'golden:frames-headerless.dcm');
    put('notes.txt', 'of the disc');
    put('.hidden/c.png', 'nothing');
    put('pair.hdr', 'golden:pair.hdr');
    put('pair.img', 'golden:pair.img');
    put('report', madeDicom({ '0x00080016': '1.2.840.10008.5.1.4.1.1.88.11' }));
    symlinkSync(join(folder, 'deep'), join(folder, 'link'));
    const { images, leftOut, faults } = await collect({ select: 'frame=0,axial=0' });
    expect(images.map(({ id }) => id)).to.deep.equal([
      // The four DICOM files are of one series.
      ...['1.2.840.3', 'IM000001', 'old#frame=0', 'scan', 'a', 'deep/er/b', 'pair#axial=0'],
    ]);
    expect(faults).to.deep.equal([]);
    expect(leftOut.map(({ path, why }) => [path.slice(folder.length + 1), why])).to.have.deep.members([
      ['.hidden', 'a name that begins with a dot'],
      ['link', 'a link to a folder'],
      ['notes.txt', 'no image by its name or content'],
      ['report', 'DICOM without an image'],
    ]);
    const [first] = images;
    expect((await first!.read()).image).to.deep.equal(await readImage(made('u8.dcm')));
  });

  it('of DICOM series stay together, in order of position whatever the files are called', async () => {
    const order = [3, 1, 4, 0, 2];
    for (const [i, z] of order.entries()) put(`IM${i}`, inSeries('1.2', z, 10 - z));
    for (const z of [0, 1]) put(`IM${z}b`, inSeries('1.3', 1 - z, z));
    const { images } = await collect();
    const values = await Promise.all(images.map(async ({ read }) => (await read()).image.data[0]));
    expect(values).to.deep.equal([0, 1, 2, 3, 4, 0, 1]);
    expect(images.map(({ series }) => series)).to.deep.equal([
      ...Array(5).fill('1.2'),
      ...Array(2).fill('1.3'),
    ]);
  });

  it('of several in a file are those that one selection for all means, and only where there are several', async () => {
    put('t1.nii.gz', 'golden:RAS.nii.gz');
    put('t2.nii.gz', 'golden:LPS-oblique.nii.gz');
    put('cine.dcm', 'golden:frames.dcm');
    put('flat.dcm', 'golden:u8.dcm');
    const several = await complaint();
    expect(several).to.match(/expected images that can be read, got 3 faults in 4 files; mend them:/);
    expect(several).to.match(/t1\.nii\.gz: expected a single slice.*\n.*t2\.nii\.gz: /);
    expect(several).to.match(
      /cine\.dcm: expected one image, or a choice, got \d+ of them; choose with --select frame=all/,
    );
    const chosen = await ids({ select: 'axial=50%,frame=1..2' });
    expect(chosen).to.deep.equal(['cine#frame=1', 'cine#frame=2', 'flat', 't1#axial=2', 't2#axial=2']);
    expect(await ids({}, '#axial=50%,frame=1..2')).to.deep.equal(chosen);
    const { images } = await collect({ select: 'axial=50%,frame=1' });
    expect((await images[2]!.read()).image).to.deep.equal(await readImage(`${made('RAS.nii.gz')}#axial=2`));
    expect(await complaint({ select: 'axial=0,frame=0,slice=1' })).to.match(
      /--select: expected parts that some file has, got slice=1, which is for none of DIR; leave it out/,
    );
    expect(await complaint({ select: 'axial=0' }, '#axial=0')).to.match(/expected one selection/);
  });

  it('that cannot be read are all told at once, or listed and gone without', async () => {
    put('a.png', 'no picture');
    put('b.dcm', 'golden:u8.dcm');
    put('c.dcm', madeDicom({ ...imageValues(4, 4, new Uint16Array(16)), '0x00280100': 12 }));
    put('d/e.npy', 'no array');
    put('b.jpg', 'golden:u8-plain.jpg');
    put('gone', '');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.png'));
    const told = await complaint({ skipFaulty: false });
    expect(told).to.match(
      /^DIR: .* got 5 faults in 6 files; mend them, or go on without with --skip-faulty:\n/,
    );
    for (const name of ['broken.png', 'a.png', 'c.dcm', 'd/e.npy'])
      expect(told).to.contain(`  DIR/${name}: `);
    expect(told).to.match(/DIR\/b\.jpg: expected every name once|DIR\/b\.dcm: expected every name once/);
    const { images, faults, leftOut } = await collect({ skipFaulty: true });
    expect(images.map(({ id }) => id)).to.deep.equal(['b']);
    expect(faults).to.have.length(5);
    expect(leftOut.map(({ path }) => path)).to.deep.equal([join(folder, 'gone')]);
  });

  it('are of subjects by a pattern, BIDS, PatientID, folders, or each its own', async () => {
    const subjects = async (options: CollectionOptions = {}) =>
      (await collect(options)).images.map(({ subject, subjectFrom }) => `${subject}: ${subjectFrom}`);
    put('set/sub-01/anat/sub-01_T1w.png', 'golden:bits1-interlaced.png');
    put('set/sub-02/ses-1/x.png', 'golden:bits1-interlaced.png');
    put('set/P7/one.dcm', inSeries('1', 0, 0, 'Q'));
    put('set/P7/one.png', 'golden:bits1-interlaced.png'.replace('one', 'two'));
    rmSync(join(folder, 'set/P7/one.png'));
    put('set/P8/two.png', 'golden:bits1-interlaced.png');
    put('set/three.nii.gz', 'golden:RAS.nii.gz');
    expect(await subjects({ select: 'axial=0..1' })).to.deep.equal([
      ...['Q: PatientID', 'set/P8: folder', 'sub-01: BIDS', 'sub-02: BIDS'],
      ...['set/three: file', 'set/three: file'],
    ]);
    expect(await subjects({ select: 'axial=0', subject: /(\w)\w*(?:#.*)?$/u })).to.deep.equal(
      ['o', 't', 's', 'x', 't'].map((subject) => `${subject}: pattern`).with(2, '0: pattern'),
    );
    const unmatched = await complaint({ select: 'axial=0', subject: /P(\d)/ });
    expect(unmatched.match(/expected a name that matches/g)).to.have.length(3);
  });

  it('are those of a glob, of a list and of a DICOMDIR, each of whose files must be there', async () => {
    for (const name of ['a/1.png', 'a/2.png', 'b/1.png']) put(name, 'golden:bits1-interlaced.png');
    expect(await ids({}, '/*/1.png')).to.deep.equal(['a/1', 'b/1']);
    expect(await ids({}, '/{a,c}/?.png')).to.deep.equal(['a/1', 'a/2']);
    put('list.txt', '# chosen\nb/1.png\n\na/2.png\n');
    expect(await ids({}, '/list.txt')).to.deep.equal(['b/1', 'a/2']);
    put('list.txt', 'b/1.png\nb/2.png\nlist.txt\n');
    expect(await complaint({}, '/list.txt')).to.match(
      /2 faults .*\n.*b\/2\.png.*nothing there.*\n.*list\.txt: .*another file/,
    );
    const record = (...parts: string[]) => ({ '0x00041500': parts.join('\\') }) as Values;
    const directory = (...records: Values[]) =>
      madeDicom({ '0x00020002': '1.2.840.10008.1.3.10', '0x00041220': records } as Values);
    rmSync(join(folder, 'a'), { recursive: true });
    rmSync(join(folder, 'b'), { recursive: true });
    put('DICOM/img1', inSeries('1', 1, 1));
    put('DICOM/IMG0', inSeries('1', 0, 0));
    put('DICOMDIR', directory(record('DICOM', 'IMG1')));
    expect(await ids({}, '/DICOMDIR')).to.deep.equal(['DICOM/img1']);
    const whole = await collect();
    expect(whole.images.map(({ id }) => id)).to.deep.equal(['DICOM/IMG0', 'DICOM/img1']);
    expect(whole.leftOut.map(({ why }) => why)).to.contain('a DICOMDIR, which lists files');
    put('DICOMDIR', directory(record('DICOM', 'IMG1'), record('DICOM', 'IMG7')));
    expect(await complaint()).to.match(/DICOM\/IMG7: expected a file that is listed, got nothing there/);
  });

  it('are said not to be there', async () => {
    expect(await complaint({}, '/none')).to.match(
      /DIR\/none: expected a folder, a file, a list .* got nothing there/,
    );
    put('notes.txt', '.');
    expect(await complaint()).to.match(/expected images .* got 1 that are no images, no other file/);
  });
});

describe('order in a series', () => {
  const image = fc.record({
    z: fc.integer({ min: -50, max: 50 }),
    instance: fc.integer({ min: 0, max: 99 }),
    series: fc.constantFrom('1', '2', null),
  });
  const placed = fc
    .uniqueArray(image, { maxLength: 12, selector: ({ z, series }) => `${z} ${series}` })
    .map((all) =>
      all.map(({ z, instance, series }, i) => ({
        id: `i${i}`,
        path: `i${i}`,
        z,
        origin:
          series === null
            ? undefined
            : { patient: null, series, instance, position: { normal: [0, 0, 1], along: z } },
      })),
    );

  it('keeps every image, and no order of names changes a series', () => {
    fc.assert(
      fc.property(placed, (images) => {
        const found = ordered(images);
        expect(found).to.have.deep.members(images);
        const other = ordered(images.toReversed());
        for (const series of ['1', '2']) {
          const own = (all: typeof found) =>
            all.filter(({ origin }) => origin?.series === series).map(({ z }) => z);
          expect(own(found)).to.deep.equal(own(found).toSorted((a, b) => a - b));
          expect(own(other)).to.deep.equal(own(found));
        }
      }),
    );
  });
});

describe('globs', () => {
  const name = fc.stringMatching(/^[\w.()+-]{1,8}$/);
  it('match themselves where they have no sign, and all names of a folder by a star', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (parts) => {
        const path = parts.join('/');
        expect(globPattern(path).test(path)).to.equal(true);
        expect(globPattern([...parts.slice(0, -1), '*'].join('/')).test(path)).to.equal(true);
        expect(globPattern(`**/${parts.at(-1)}`).test(path)).to.equal(true);
        expect(globPattern('*').test(path)).to.equal(parts.length === 1);
      }),
    );
  });
});
