import { expect } from 'chai';
import fc from 'fast-check';
import { resolveMethod } from '../../harness/baselines/catalogue.ts';
import { fittedInput, fittedOutput } from '../../harness/baselines/fitted.ts';
import { type Method, restorerAssets } from '../../harness/baselines/method.ts';
import { resize } from '../../harness/degrade/resize.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { runs } from '../runs.ts';

const declarations = {
  interpolation: { kind: 'interpolation', kernel: 'bicubic', mode: 'uint8' },
  'zero-filled': { kind: 'zero-filled' },
  esrgan: { kind: 'esrgan', scale: 4 },
  network: { kind: 'network', asset: 'swinir-m-x4' },
  images: { kind: 'images', folder: 'sr3/{dataset}' },
} as const satisfies Readonly<Record<Method['kind'], object>>;
const kinds = Object.keys(declarations) as Method['kind'][];

describe('declared methods', () => {
  it('are filled with their conventions', () => {
    expect(kinds.map((kind) => resolveMethod(declarations[kind], 'method'))).to.deep.equal([
      declarations.interpolation,
      declarations['zero-filled'],
      { ...declarations.esrgan, model: 'slim', fit: 'output' },
      { ...declarations.network, fit: 'output' },
      { ...declarations.images, files: 'sr_images/{id}.png', extra: 'refuse' },
    ]);
  });

  for (const kind of kinds) {
    it(`${kind}: what is resolved resolves to itself`, () => {
      const resolved = resolveMethod(declarations[kind], 'method');
      expect(resolveMethod(resolved, 'method')).to.deep.equal(resolved);
    });

    it(`${kind}: a key that nobody reads is refused by its place`, () => {
      expect(() => resolveMethod({ ...declarations[kind], sigma: 1 }, 'a.json /method')).to.throw(
        InputError,
        'a.json /method/sigma: expected no keys but kind',
      );
    });
  }

  for (const [fault, declaration, message] of [
    [
      'an unknown kind',
      { kind: 'sr3' },
      '/kind: expected one of interpolation, zero-filled, esrgan, network, images',
    ],
    ['no factor', { kind: 'esrgan' }, '/scale: expected one of 2, 3, 4, 8'],
    [
      'a factor that no package has',
      { kind: 'esrgan', scale: 5 },
      '/scale: expected one of 2, 3, 4, 8, got 5',
    ],
    [
      'an asset that is no restorer',
      { kind: 'network', asset: 'sdvae' },
      `one of ${restorerAssets.join(', ')}`,
    ],
    ['files without an id', { ...declarations.images, files: '*.png' }, '/files: expected a path below'],
    [
      'files with two ids',
      { ...declarations.images, files: '{id}/{id}.png' },
      '/files: expected a path below',
    ],
    ['a star beside the id', { ...declarations.images, files: '*{id}.png' }, 'no * beside it'],
    [
      'files out of the folder',
      { ...declarations.images, files: '../{id}.png' },
      '/files: expected a path below',
    ],
  ] as const) {
    it(`with ${fault} are refused`, () => {
      expect(() => resolveMethod(declaration, 'method')).to.throw(InputError, message);
    });
  }
});

describe('a network whose factor is not the one that is needed', () => {
  const image = (height: number, width: number) =>
    createImage(
      1,
      height,
      width,
      Float64Array.from({ length: height * width }, (_, i) => (i % 7) / 6),
    );

  it('is given the LR image as it is where its factor fits, whatever the fit', () => {
    const low = image(4, 6);
    for (const fit of ['input', 'output'] as const) {
      expect(fittedInput(low, { height: 16, width: 24 }, 4, fit)).to.equal(low);
    }
  });

  it('is given the LR image as it is with fit output, and its image is shrunk', () => {
    const low = image(8, 8);
    expect(fittedInput(low, { height: 8, width: 8 }, 4, 'output')).to.equal(low);
    const { height, width } = fittedOutput(image(32, 32), low);
    expect([height, width]).to.deep.equal([8, 8]);
  });

  it('is given a smaller image with fit input, whose enlargement has the HR size', () => {
    const low = image(8, 8);
    expect(fittedInput(low, { height: 8, width: 8 }, 4, 'input')).to.deep.equal(
      resize(low, 2, 2, 'bicubic', 'float'),
    );
  });

  it('is refused with fit input where the factor does not divide the HR size', () => {
    expect(() => fittedInput(image(9, 8), { height: 9, width: 8 }, 4, 'input')).to.throw(
      InputError,
      'expected an HR image whose height and width 4 divides, got 9x8',
    );
  });

  it('never leaves [0, 1]', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 36, maxLength: 36 }),
        (values) => {
          const made = createImage(1, 6, 6, Float64Array.from(values));
          for (const size of [6, 4, 9]) {
            const { data } = fittedOutput(made, { height: size, width: size });
            expect(data.every((value) => value >= 0 && value <= 1)).to.equal(true);
          }
        },
      ),
      { numRuns: runs(50) },
    );
  });
});
