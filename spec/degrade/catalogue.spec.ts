import { expect } from 'chai';
import { boxMean } from '../../harness/degrade/box-mean.ts';
import {
  assertLinear,
  degradationKinds,
  degrade,
  resolveDegradation,
} from '../../harness/degrade/catalogue.ts';
import { gaussianBlur } from '../../harness/degrade/gaussian-blur.ts';
import { degradationPresets } from '../../harness/degrade/presets.ts';
import { resize } from '../../harness/degrade/resize.ts';
import { quantise } from '../../harness/degrade/resize-uint8.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { lcgImage } from './lcg-image.ts';

const where = 'experiments/a.json /degradation';

describe('the declaration of a degradation', () => {
  it("is completed from the paper's reading", () => {
    expect(resolveDegradation({ kind: 'resize' }, where)).to.deep.equal({
      kind: 'resize',
      kernel: 'bicubic',
      mode: 'float',
      factor: 4,
    });
    expect(resolveDegradation('released-4x', where)).to.deep.equal({
      kind: 'resize',
      kernel: 'lanczos',
      mode: 'uint8',
      factor: 4,
    });
    expect(resolveDegradation('described-refinement', where)).to.deep.equal({
      kind: 'refinement',
      sigma: 1,
      truncate: 4,
      boundary: 'reflect',
      factor: 2,
      down: 'bicubic',
      up: 'bicubic',
      mode: 'float',
    });
  });

  it('is refused by the place of what is wrong', () => {
    const cases: [unknown, string][] = [
      [{ kind: 'resize', kernel: 'cubic' }, `${where}/kernel: expected one of nearest, box, bilinear`],
      [{ kind: 'resize', scale: 4 }, `${where}/scale: expected no keys but`],
      [{ kind: 'resize', height: 64 }, `${where}/width: expected an integer at least 1, got nothing`],
      [{ kind: 'resize', height: 64, width: 64, factor: 4 }, `${where}/factor: expected no keys but`],
      [{ kind: 'gaussian-blur' }, `${where}/sigma: expected a number above 0, got nothing`],
      [{ kind: 'box-mean', factor: 1.5 }, `${where}/factor: expected an integer at least 1, got 1.5`],
      [{ kind: 'rician-noise' }, `${where}/sigma: expected a number above 0, got nothing`],
      [{ kind: 'k-space-truncation', factor: 0.5 }, `${where}/factor: expected a number at least 1, got 0.5`],
      [
        { kind: 'chain', steps: [{ kind: 'resize', mode: 'int' }] },
        `${where}/steps/0/mode: expected one of float`,
      ],
      [{ kind: 'chain', steps: [] }, `${where}/steps: expected a list of at least one degradation, got []`],
      [{ kind: 'blur' }, `${where}/kind: expected one of`],
      [
        'lanczos',
        `${where}: expected an object with a "kind", or one of ${Object.keys(degradationPresets)[0]}`,
      ],
      ['toString', `${where}: expected an object with a "kind"`],
    ];
    for (const [declaration, message] of cases) {
      expect(() => resolveDegradation(declaration, where), message).to.throw(InputError, message);
    }
  });
});

describe('degrade', () => {
  it('refuses a blur whose kernel has no end', () => {
    const blur = (sigma: number, truncate: number) =>
      gaussianBlur(createImage(1, 2, 2), { sigma, truncate, boundary: 'reflect' });
    for (const [sigma, truncate] of [
      [0, 4],
      [1, 0],
      [1e200, 1e200],
    ] as const)
      expect(() => blur(sigma, truncate)).to.throw(
        InputError,
        `gaussian-blur: expected a sigma and a truncation above 0, got ${sigma} and ${truncate}`,
      );
  });

  it('resizes images of 8 bits down first where the height shrinks by more than twice the width, as Pillow does', () => {
    const image = lcgImage(5, 9, 12, 'uint8');
    const at = (height: number, width: number, downFirst: boolean) => {
      const step = downFirst ? [height, image.width] : [image.height, width];
      const between = resize(image, step[0]!, step[1]!, 'lanczos', 'uint8');
      return resize(between, height, width, 'lanczos', 'uint8').data;
    };
    for (const [height, width, downFirst] of [
      [8, 12, true],
      [8, 14, true],
      [7, 11, false],
      [6, 11, true],
      [10, 14, false],
    ] as const) {
      const { data } = resize(image, height, width, 'lanczos', 'uint8');
      expect(data, `${height} x ${width}`).to.deep.equal(at(height, width, downFirst));
      if (width !== 12) expect(data, `${height} x ${width}`).to.not.deep.equal(at(height, width, !downFirst));
    }
  });

  it('refuses what would not become an image', () => {
    const nan = createImage(1, 4, 4);
    nan.data[6] = Number.NaN;
    const blur = resolveDegradation({ kind: 'gaussian-blur', sigma: 1 }, where);
    expect(() => degrade(nan, blur)).to.throw(
      InputError,
      'degradation: expected finite values, got NaN at row 1, column 2',
    );
    const by3 = resolveDegradation({ kind: 'resize', factor: 3 }, where);
    expect(() => degrade(createImage(1, 4, 6), by3)).to.throw(
      InputError,
      'resize: expected a factor that divides the height and width of [1, 4, 6], got 3',
    );
    for (const [height, width] of [
      [0, 4],
      [4, 0],
      [2.5, 4],
      [4, -1],
    ] as const)
      expect(() => resize(createImage(1, 4, 6), height, width, 'box', 'float')).to.throw(
        InputError,
        `resize: expected a height and a width of at least 1 pixel, got ${height} x ${width}`,
      );
    const box = resolveDegradation({ kind: 'box-mean', factor: 4 }, where);
    expect(() => degrade(createImage(1, 4, 6), box)).to.throw(InputError, 'box-mean: expected');
    for (const factor of [0, -2, 1.5, Number.NaN, 3, 4])
      expect(() => boxMean(createImage(1, 6, 4), factor), `${factor}`).to.throw(
        InputError,
        `box-mean: expected a positive integer factor that divides the height and width of [1, 6, 4], got ${factor}`,
      );
    const truncated = resolveDegradation({ kind: 'k-space-truncation', factor: 2 }, where);
    expect(() => assertLinear(truncated, 'here')).to.throw(
      InputError,
      'here: expected a degradation that is linear in the image, got k-space-truncation; take one of resize, ',
    );
    const named = degradationKinds.filter(({ nature }) => nature === 'linear').map(({ kind }) => kind);
    expect(() => assertLinear(truncated, 'here')).to.throw(new RegExp(`take one of ${named.join(', ')}$`));
  });

  it('in 8 bits begins from the nearest step, of halves the upper, with what lies beyond at the ends', () => {
    const values = Float64Array.of(-1, -0.4 / 255, 0, 0.49 / 255, 0.5 / 255, 127.5 / 255, 254.4 / 255, 1, 2);
    expect([...quantise(values)]).to.deep.equal([0, 0, 0, 0, 1, 128, 254, 255, 255]);
  });
});
