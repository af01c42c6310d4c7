import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { DatasetSample } from '../../../harness/datasets/dataset.ts';
import { publishedRaw, sourceProcedures } from '../../../harness/datasets/published-sources.ts';
import type { RawImages } from '../../../harness/datasets/raw-images.ts';
import { resolveDataset } from '../../../harness/datasets/resolve-dataset.ts';
import { resolveSlices, selectSlices } from '../../../harness/datasets/slice-selection.ts';
import { degrade, resolveDegradation } from '../../../harness/degrade/catalogue.ts';
import { selectedFiles } from '../../../harness/edges/files/datasets/raw-selection.ts';
import { fingerprintDataset, readDataset } from '../../../harness/edges/files/datasets/read-dataset.ts';
import type { Image } from '../../../harness/numeric/image.ts';

interface Expected {
  readonly subject: string;
  readonly hr?: string;
  readonly lr?: string;
  readonly some?: readonly number[];
  readonly lrSome?: readonly number[];
  readonly mask?: string;
}

const folder = fileURLToPath(new URL('../../../golden/oracles/raw-images', import.meta.url));
const oracle = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Record<
  string,
  Record<string, Record<string, Expected>>
>;
/**
 * The oracle has four volumes of three patients, of which the last two are taken; of its 20 slices of each, two are
 * compared, and that these are the 20 is asked apart.
 */
const compared = [12, 29];
const fewer: Readonly<Record<string, object>> = {
  brats: { take: { of: 'subjects', from: 1, count: 2 }, slices: { indices: compared } },
};

const declared = (source: string, procedure: string, more: object = {}) => ({
  id: source,
  kind: 'raw',
  root: join(folder, source),
  ...publishedRaw(source, procedure, 'valid', 'spec').raw,
  ...fewer[source],
  ...more,
});
const sliceOf = (id: string) => Number(id.slice(-2));
const sha256 = ({ data }: Image, peak: number) =>
  createHash('sha256')
    .update(Uint8Array.from(data, (value) => Math.round(value * peak)))
    .digest('hex');
const some = ({ data, width, height }: Image) =>
  [...data].filter(
    (_, i) => (i % width) % 37 === 0 && Math.floor(i / width) % 37 === 0 && i < width * height,
  );

describe('published data sets (raw-images.json)', () => {
  for (const source of ['mrnet', 'brats', 'mimic-cxr']) {
    for (const procedure of sourceProcedures) {
      it(`${source}, ${procedure}, become the images of NumPy, nibabel and Pillow`, async () => {
        const expected = oracle[source]![procedure]!;
        const { samples } = await readDataset(declared(source, procedure), '/');
        const asked = Object.keys(expected).filter(
          (id) => source !== 'brats' || compared.includes(sliceOf(id)),
        );
        expect(samples.map(({ id }) => id).sort()).to.deep.equal(asked.sort());
        const { task } = publishedRaw(source, procedure, 'valid', 'spec');
        for (const sample of samples) sameAs(sample, expected[sample.id]!, task);
      });
    }
  }

  for (const procedure of sourceProcedures) {
    it(`mimic-cxr-dicom, ${procedure}, become the images of pydicom and Pillow (raw-images-dicom.json)`, async () => {
      const dicom = `${folder}-dicom`;
      const { [procedure]: expected } = (
        JSON.parse(readFileSync(`${dicom}.json`, 'utf8')) as Record<
          string,
          Record<string, Record<string, Expected>>
        >
      )['mimic-cxr-dicom']!;
      const root = join(dicom, 'mimic-cxr-dicom');
      const { samples } = await readDataset(declared('mimic-cxr-dicom', procedure, { root }), '/');
      expect(samples.map(({ id }) => id)).to.have.members(Object.keys(expected!));
      for (const { id, subject, image } of samples) {
        const { hr, some: values, subject: whose } = expected![id]!;
        expect(subject).to.equal(whose);
        if (hr) expect(sha256(image, 255), id).to.equal(hr);
        if (values) closeTo(some(image), values);
      }
    });
  }

  it('brats are the 20 slices that the oracle takes of each volume', () => {
    for (const procedure of sourceProcedures) {
      const { slices } = publishedRaw('brats', procedure, 'valid', 'spec').raw;
      const taken = selectSlices(41, resolveSlices(slices, 'spec'), 'spec');
      const ids = Object.keys(oracle['brats']![procedure]!).filter((id) => id.includes('00009'));
      expect(taken).to.deep.equal(ids.map(sliceOf));
    }
  });

  it('are told apart by plane, sequence, kernel, crop and slices: each change is seen', async () => {
    const hashes = async (source: string, more: object) =>
      (await readDataset(declared(source, 'released', { ...one[source], ...more }), '/')).samples.map(
        ({ image }) => sha256(image, 255),
      );
    const one: Record<string, object> = { brats: { slices: { indices: [14] }, masks: undefined } };
    const changes: [string, object][] = [
      ['mrnet', { slices: { count: 1, from: 0.4, to: 1 } }],
      ['mrnet', { files: '^valid/axial/(?<subject>\\d{4})\\.npy$' }],
      ['brats', { size: { height: 256, width: 256, kernel: 'bicubic', mode: 'uint8' } }],
      ['brats', { steps: { bits: 8, rounding: 'round' } }],
      ['brats', { slices: { indices: [15] } }],
      ['brats', { scaling: 'volume-min-max' }],
      ['brats', { crop: 'none' }],
      ['brats', { take: { of: 'subjects', from: 0, count: 2 } }],
      ['mimic-cxr', { crop: 'none' }],
      ['mimic-cxr', { take: { of: 'files', count: 2 } }],
    ];
    for (const [source, more] of changes) {
      expect(await hashes(source, more), JSON.stringify(more)).to.not.deep.equal(await hashes(source, {}));
    }
  });

  it('keep the splits apart: no subject is in two', async () => {
    const files = Array.from({ length: 271 }, (_, i) => {
      const name = `BraTS-GLI-${String(3 * i).padStart(5, '0')}-000`;
      return { name: `${name}/${name}-t2w.nii.gz`, path: '' };
    });
    const subjects = [];
    for (const split of ['train', 'valid', 'test']) {
      const { raw } = publishedRaw('brats', 'released', split, 'spec');
      const set = resolveDataset({ id: 'b', kind: 'raw', root: '/', ...raw }, 'spec') as RawImages;
      const taken = await selectedFiles(set, '/', files, 'spec');
      subjects.push(taken.map(({ name }) => name.slice(0, 15)));
    }
    expect(subjects.map(({ length }) => length)).to.deep.equal([200, 35, 36]);
    expect(new Set(subjects.flat()).size).to.equal(271);
  });

  describe('that are not whole', () => {
    let root: string;
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'latent-sr-'));
      cpSync(folder, root, { recursive: true });
    });
    afterEach(() => rmSync(root, { recursive: true }));
    const refusal = async (source: string, more: object = {}) => {
      const set = { ...declared(source, 'released', more), root: join(root, source) };
      return fingerprintDataset(set, '/', 'set').then(
        () => expect.fail('it was taken'),
        (error: Error) => error.message,
      );
    };

    it('are refused at once by what is missing, before any file is opened', async () => {
      rmSync(join(root, 'mimic-cxr/files/p11'), { recursive: true });
      expect(await refusal('mimic-cxr')).to.equal(
        'set: expected 3 images, as mimic-cxr-2.0.0-split.csv and mimic-cxr-2.0.0-metadata.csv say, got 2; not there: 00000003-0a-11000980; finish the download',
      );
      rmSync(join(root, 'mimic-cxr/mimic-cxr-2.0.0-metadata.csv'));
      expect(await refusal('mimic-cxr')).to.include('mimic-cxr-2.0.0-metadata.csv: expected the table');
      rmSync(join(root, 'brats/BraTS-GLI-00005-001/BraTS-GLI-00005-001-seg.nii.gz'));
      expect(await refusal('brats')).to.include(
        'expected a mask of BraTS-GLI-00005-001/BraTS-GLI-00005-001-t2w.nii.gz',
      );
      expect(await refusal('brats', { take: { of: 'subjects', from: 1, count: 35 } })).to.equal(
        'set: expected 35 subjects from number 1 on, by name, got 3 subjects in all; finish the download: this part needs 36',
      );
      rmSync(join(root, 'mrnet/valid/sagittal'), { recursive: true });
      expect(await refusal('mrnet')).to.include('expected at least one image file, got none in');
    });

    const table = (rows: readonly string[]) =>
      writeFileSync(
        join(root, 'mimic-cxr/mimic-cxr-2.0.0-metadata.csv'),
        ['dicom_id,ViewPosition', ...rows, ''].join('\n'),
      );
    const ids = ['00000000-0a-10000032', '00000001-0a-10000032', '00000002-0a-10000032'];
    const others = ['00000003-0a-11000980', '00000004-0a-11000980'];
    const views = (view: string) => [...ids, ...others].map((id) => `${id},${view}`);

    for (const [what, rows, words] of [
      [
        'a row has other cells than its header',
        [`${ids[0]},PA,more`],
        'Invalid Record Length: columns length',
      ],
      [
        'a text differs by its case alone',
        [...views('PA').slice(1), `${ids[0]},pa`],
        'ViewPosition, got "pa"',
      ],
      ['no text is one that is asked for', views('LATERAL'), 'ViewPosition, got "LATERAL"'],
      [
        'an image has no row',
        views('PA').slice(1),
        `that mimic-cxr-2.0.0-split.csv selects, got none of ${ids[0]};`,
      ],
      [
        'two rows of an image disagree',
        [...views('PA'), `${ids[0]},LATERAL`],
        `row 6: expected rows of ${ids[0]}`,
      ],
    ] as const) {
      it(`are refused where, in a table, ${what}`, async () => {
        table(rows);
        expect(await refusal('mimic-cxr')).to.include(words);
      });
    }

    it('are read where a row stands twice, and refused where a file does', async () => {
      const set = { ...declared('mimic-cxr', 'released'), root: join(root, 'mimic-cxr') };
      const { files } = await fingerprintDataset(set, '/');
      table([
        ...views('PA').slice(0, 1),
        `${ids[1]},LATERAL`,
        ...views('AP').slice(2, 4),
        `${others[1]},`,
        `${ids[0]},PA`,
      ]);
      expect((await fingerprintDataset(set, '/')).files).to.deep.equal(files);
      const folder = join(root, 'mimic-cxr/files/p11/p11000099/s50000000');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${ids[0]}.jpg`), '');
      expect(await refusal('mimic-cxr')).to.match(
        /expected one file of .*, got files.* and files.*; take one/,
      );
    });

    it('are refused where a mask has other sizes than its volume, or is another side up', async () => {
      const name = 'BraTS-GLI-00005-001';
      const file = join(root, 'brats', name, `${name}-seg.nii.gz`);
      const header = gunzipSync(readFileSync(file));
      const set = { ...declared('brats', 'released'), root: join(root, 'brats') };
      const told = async (change: (bytes: Buffer) => void) => {
        const bytes = Buffer.from(header);
        change(bytes);
        writeFileSync(file, gzipSync(bytes));
        return readDataset(set, '/', 'set').then(
          () => 'it was taken',
          (error: Error) => error.message,
        );
      };
      expect(await told(() => {})).to.equal('it was taken');
      const turned = await told((bytes) => bytes.copy(bytes, 42, 44, 46));
      expect(turned).to.match(
        /seg\.nii\.gz: expected a mask of 41 slices of 30 x 24, as .* has, got 41 slices of 24/,
      );
      const flipped = await told((bytes) => bytes.writeFloatLE(-1, 280));
      expect(flipped).to.match(/axis 0 leads 1, 0, 0 mm, got -1, 0, 0; resample it/);
      expect(await told((bytes) => bytes.writeFloatLE(1.001, 280))).to.equal('it was taken');
    });

    it('are refused where a table has no such column', async () => {
      writeFileSync(join(root, 'mimic-cxr/mimic-cxr-2.0.0-metadata.csv'), 'dicom_id,View\na,PA\n');
      expect(await refusal('mimic-cxr')).to.include('expected a column ViewPosition, got dicom_id, View');
    });
  });

  it('are refused by name where there is no such source, procedure or split', () => {
    expect(() => publishedRaw('mrnte', 'released', 'valid', 'w')).to.throw(
      'w: expected one of mrnet, brats, mimic-cxr, mimic-cxr-dicom, got "mrnte"',
    );
    expect(() => publishedRaw('mrnet', 'release', 'valid', 'w')).to.throw(
      'w: expected one of described, released',
    );
    expect(() => publishedRaw('mrnet', 'released', 'test', 'w')).to.throw(
      'w: expected one of train, valid, got "test"',
    );
  });
});

function sameAs({ subject, image, mask }: DatasetSample, expected: Expected, task: string): void {
  const low = degrade(image, resolveDegradation(task, 'task'));
  expect(subject).to.equal(expected.subject);
  if (expected.hr) expect(sha256(image, 255)).to.equal(expected.hr);
  if (expected.lr) expect(sha256(low, 255)).to.equal(expected.lr);
  if (expected.some) closeTo(some(image), expected.some);
  if (expected.lrSome) closeTo(some(low), expected.lrSome);
  expect(mask && sha256(mask, 1)).to.equal(expected.mask);
}

/** Pillow computes floats in single precision. */
function closeTo(values: readonly number[], expected: readonly number[]): void {
  expect(values).to.have.length(expected.length);
  expect(Math.max(...values.map((value, i) => Math.abs(value - expected[i]!)))).to.be.below(1e-6);
}
