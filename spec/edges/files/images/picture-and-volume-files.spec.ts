import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { placeIn, placesOf } from '../../../../harness/edges/files/images/place.ts';
import { chosenImages, readImage, readImageFile } from '../../../../harness/edges/files/images/read-image.ts';
import { splitSelection } from '../../../../harness/edges/files/images/selection.ts';

interface Case {
  readonly file: string;
  readonly select?: string;
  readonly shape: readonly number[];
  /** Of the doubles that each independent program gives, planes first. */
  readonly sha256: Readonly<Record<string, string>>;
}

const home = new URL('../../../../golden/oracles/', import.meta.url);
const { pictures, volumes } = JSON.parse(readFileSync(new URL('files.json', home), 'utf8')) as {
  pictures: readonly Case[];
  volumes: readonly Case[];
};
const tiff = JSON.parse(readFileSync(new URL('files-tiff.json', home), 'utf8')) as {
  pictures: readonly (Case & { readonly refused?: true })[];
};
const nrrd = JSON.parse(readFileSync(new URL('files-nrrd.json', home), 'utf8')) as {
  volumes: readonly Case[];
};
const at = (file: string) => join(fileURLToPath(home), 'files', file);

describe('files of pictures and volumes', () => {
  for (const { file, select, shape, sha256 } of [
    ...pictures,
    ...tiff.pictures.filter(({ refused }) => !refused),
    ...volumes,
    ...nrrd.volumes,
  ]) {
    const named = select === undefined ? file : `${file}#${select}`;
    it(`${named} has the pixels that ${Object.keys(sha256).join(' and ')} give`, async () => {
      const image = await readImage(at(named));
      expect([image.channels, image.height, image.width]).to.deep.equal(shape);
      const hash = createHash('sha256').update(new Uint8Array(image.data.buffer)).digest('hex');
      for (const [program, expected] of Object.entries(sha256)) expect(hash, program).to.equal(expected);
    });
  }

  for (const { file } of tiff.pictures.filter(({ refused }) => refused)) {
    it(`${file} is refused, since its samples would come out changed`, async () => {
      const message = await readImage(at(file)).then(String, (error: Error) => error.message);
      expect(message).to.match(/expected (samples of 8, 16 or 32 bits .*|colours of 8 or 16 bits), got/);
      if (file === 'tiff-f64.tif')
        expect(message).to.match(/got wider ones, as doubles are.*; write it again as floats of 32/);
    });
  }

  it('of NRRD are refused where an axis holds colours, which is no slice', async () => {
    const message = await readImage(at('rgb.nrrd')).then(String, (error: Error) => error.message);
    expect(message).to.match(/rgb\.nrrd: expected axes of space alone, got one of kind vector; take one/);
  });

  for (const [what, text, words] of [
    ['nothing', '', 'expected an image, got an empty file; download it again'],
    [
      'a pointer',
      'version https://git-lfs.github.com/spec/v1\nsize 12\n',
      'got a pointer of Git LFS to 12 bytes',
    ],
    ['a web page', '<!DOCTYPE html><title>Sign in</title>', 'got a web page (Sign in); download it again'],
  ] as const) {
    it(`are refused as what they are where ${what} lies in their place, whatever they are called`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'latent-sr-'));
      for (const name of [
        'a.png',
        'a.jpg',
        'a.tif',
        'a.npy',
        'a.npz',
        'a.dcm',
        'a.nii.gz',
        'a.mgz',
        'a.nrrd',
      ]) {
        const path = join(folder, name);
        writeFileSync(path, text);
        const message = await readImage(path).then(String, (error: Error) => error.message);
        expect(message, name).to.include(words);
      }
      rmSync(folder, { recursive: true });
    });
  }

  it('tell the bits and the largest value of integers, and nothing of floats', async () => {
    const told = async (file: string) => {
      const { bits, peak } = await readImageFile(at(file));
      return [bits, peak];
    };
    expect(await told('u16-plain.tif')).to.deep.equal([16, 1]);
    expect(await told('rgb-plain.jpg')).to.deep.equal([8, 1]);
    expect(await told('f32-plain.tif')).to.deep.equal([null, null]);
  });
});

describe('choosing an image of a file', () => {
  const complaint = async (named: string) =>
    readImage(at(named)).then(String, (error: Error) => error.message);

  it('a volume is no image until a slice is chosen, by number or by fraction', async () => {
    expect(await complaint('RAS.nii.gz')).to.match(
      /RAS\.nii\.gz: expected a single slice, got a volume of 7 x 6 x 5 voxels; choose one as FILE#sagittal=N or/,
    );
    expect(await readImage(at('RAS.nii.gz#axial=50%'))).to.deep.equal(
      await readImage(at('RAS.nii.gz#axial=2')),
    );
    expect(await complaint('RAS.nii.gz#axial=5')).to.match(/expected a number from 0 to 4, got 5/);
    expect(await complaint('series.nii#axial=0')).to.match(
      /expected one volume, got 2 volumes; choose one as/,
    );
    expect(await complaint('RAS.nii.gz#frame=1')).to.match(/expected slice or volume of NIfTI, got frame/);
    expect(await complaint('RAS.nii.gz#axial=two')).to.match(
      /expected frame=N, .* after the #, got "axial=two"/,
    );
  });

  it('a plane of the body is none where the header has no directions', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'latent-sr-'));
    const bytes = gunzipSync(readFileSync(at('RAS.nii.gz')));
    for (const [name, step, got] of [
      ['zero', 0, 'axis 0 of 0, 0, 0 mm'],
      ['none', Number.NaN, 'axis 0 of NaN, 0, 0 mm'],
    ] as const) {
      const header = Buffer.from(bytes);
      for (const [row, value] of [step, 0, 0].entries()) header.writeFloatLE(value, 280 + 16 * row);
      const path = join(folder, `${name}.nii`);
      writeFileSync(path, header);
      const message = await readImage(`${path}#axial=1`).then(String, (error: Error) => error.message);
      expect(message).to.include(`says how the volume lies in the body, got a step along ${got}; mend`);
    }
    rmSync(folder, { recursive: true });
  });

  it('a frame of DICOM is chosen after the #', async () => {
    expect((await readImage(at('frames.dcm#frame=1'))).height).to.equal(43);
    expect(await complaint('frames.dcm')).to.match(/expected one frame, got 3 frames/);
  });
});

describe('choosing several images of a file', () => {
  const chosen = (named: string) => chosenImages(at(named));
  const placesIn = async (named: string) => (await chosen(named)).map(({ place }) => place);

  it('takes spans of slices and frames, by numbers and by fractions, all, every so many or so many', async () => {
    expect(await placesIn('RAS.nii.gz#axial=1..3')).to.deep.equal(['axial=1', 'axial=2', 'axial=3']);
    expect(await placesIn('RAS.nii.gz#axial=25%..75%')).to.deep.equal(['axial=1', 'axial=2', 'axial=3']);
    expect(await placesIn('RAS.nii.gz#axial=all')).to.have.length(5);
    expect(await placesIn('frames.dcm#frame=0..2:2')).to.deep.equal(['frame=0', 'frame=2']);
    expect(await placesIn('frames.dcm#frame=all')).to.have.length(3);
    expect(await placesIn('u8.dcm')).to.deep.equal(['']);
    const spread = (text: string, count: number) => placesOf(placeIn(text)!, count, 'a');
    expect(spread('0%..100%x4', 8)).to.deep.equal([0, 2, 4, 6]);
    expect(spread('40%..60%', 101)).to.have.length(21);
    expect(spread('10..30:7', 40)).to.deep.equal([10, 17, 24]);
  });

  it('gives each as it is when it is chosen alone', async () => {
    for (const named of [
      'RAS-oblique.nii.gz#coronal=all',
      'frames.dcm#frame=all',
      'series.nii#axial=all,volume=1',
    ]) {
      const images = await chosen(named);
      expect(images).to.have.length.above(1);
      for (const { place, read } of images) {
        const alone = await readImage(at(named.replace(/\w+=all/, place)));
        expect((await read()).image).to.deep.equal(alone);
      }
    }
  });

  it('says what is wrong with a span, and refuses several where one image is needed', async () => {
    const complaint = (named: string) => placesIn(named).then(String, (error: Error) => error.message);
    expect(await complaint('RAS.nii.gz#axial=3..1')).to.match(
      /expected a span that ends after its beginning, got 3 to 1/,
    );
    expect(await complaint('RAS.nii.gz#axial=1..9')).to.match(/expected a number from 0 to 4, got 9/);
    expect(await complaint('RAS.nii.gz#axial=1..3x4')).to.match(/expected 4 in the span, got 3 from 1 to 3/);
    for (const wrong of ['1..', '1..2:0', '1-2', '120%..130%', '1..2y3'])
      expect(() => splitSelection(`a.nii#axial=${wrong}`), wrong).to.throw(
        /slices and frames as N, 50%, 10\.\.30/,
      );
    const one = await readImage(at('RAS.nii.gz#axial=1..3')).catch((error: Error) => error.message);
    expect(one).to.match(/expected one image, got 3 of 5; choose one, as FILE#axial=1/);
  });
});
