import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { cropBorder } from '../../harness/metrics/crop-border.ts';
import { luma } from '../../harness/metrics/luma.ts';
import { psnr } from '../../harness/metrics/psnr.ts';
import { ssim } from '../../harness/metrics/ssim.ts';
import { cropTo, padToMultiple } from '../../harness/networks/pad-to-multiple.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';

const url = new URL('../../golden/oracles/image-preparation.json', import.meta.url);
const oracle = JSON.parse(readFileSync(url, 'utf8')) as {
  luma: readonly {
    height: number;
    width: number;
    border: number;
    luma: Readonly<Record<string, readonly number[]>>;
    psnr: Readonly<Record<string, number>>;
    ssim: number | null;
  }[];
  pad: readonly {
    height: number;
    width: number;
    multiple: number;
    shape: readonly number[];
    values: readonly number[];
  }[];
};

/** The whole numbers that the oracle's script has. */
function colours(height: number, width: number, shift: number): Image {
  const image = createImage(3, height, width);
  for (let c = 0, i = 0; c < 3; c++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        image.data[i] = (97 * c + 17 * y + 7 * x + 11 * ((x * y) % 23) + shift * ((x + 2 * y) % 5)) % 256;
      }
    }
  }
  return image;
}

describe('luma and cropped borders', () => {
  for (const { height, width, border, ...expected } of oracle.luma) {
    it(`of ${height} x ${width} pixels without ${border} at each border are those of scikit-image and MATLAB's matrix`, () => {
      const [image, reference] = [3, 0].map((shift) => {
        const { data, ...sizes } = colours(height, width, shift);
        const unit = { ...sizes, data: data.map((value) => value / 255) };
        return cropBorder(luma(unit, 1, 'a'), border, 'a');
      });
      for (const [program, row] of Object.entries(expected.luma))
        for (const [x, value] of row.entries()) expect(image.data[x], program).to.be.closeTo(value, 1e-13);
      for (const [program, value] of Object.entries(expected.psnr))
        expect(psnr.compute({ image, reference }, psnr.resolve({})), program).to.be.closeTo(value, 1e-10);
      if (expected.ssim !== null)
        expect(ssim.compute({ image, reference }, ssim.resolve({}))).to.be.closeTo(expected.ssim, 1e-10);
    });
  }

  it('of values on another scale are on the same', () => {
    const image = colours(4, 5, 1);
    const unit = { ...image, data: image.data.map((value) => value / 255) };
    const [one, other] = [luma(image, 255, 'a'), luma(unit, 1, 'a')];
    for (const [i, value] of one.data.entries()) expect(value / 255).to.be.closeTo(other.data[i], 1e-15);
  });

  it('are refused of grey images, and where nothing would remain', () => {
    expect(() => luma(createImage(1, 4, 5), 1, 'a.png')).to.throw(
      /a\.png: expected red, green and blue to take the luma of, got an image \[1, 4, 5\]/,
    );
    expect(() => cropBorder(createImage(1, 4, 5), 2, 'a.png')).to.throw(
      /a\.png: expected an image of more than 4 pixels on each side, got 4x5; crop less/,
    );
    expect(cropBorder(createImage(1, 5, 5), 2, 'a.png').data).to.have.length(1);
  });
});

describe('edges mirrored up to a multiple', () => {
  for (const { height, width, multiple, shape, values } of oracle.pad) {
    it(`of ${height} x ${width} to a multiple of ${multiple} are NumPy's reflect, and are cropped back`, () => {
      const { data } = colours(height, width, 0);
      const given = { shape: [1, 3, height, width], data };
      const padded = padToMultiple(given, multiple);
      expect(padded.shape).to.deep.equal(shape);
      expect([...padded.data]).to.deep.equal(values);
      expect([...cropTo(padded, height, width).data]).to.deep.equal([...data]);
    });
  }
});
