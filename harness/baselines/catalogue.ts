import { kernelOption } from '../degrade/kernel.ts';
import { resizeModeOption } from '../degrade/resize.ts';
import { declaredOptions, type Option, type Options } from '../language/option.ts';
import type { Word } from '../language/word.ts';
import { fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import { esrganModels, esrganScales, type Fit, fits, type Method, restorerAssets } from './method.ts';

const fit: Option<Fit> = {
  enum: fits,
  default: 'output',
  description:
    'How a network of a fixed factor meets an HR size of another multiple: the LR image as it is and the `output` resized, as released, or the `input` resized first.',
};

/** Every kind of method that needs no training of ours. */
export const methods: { readonly [Kind in Method['kind']]: Word & { readonly options: OptionsOf<Kind> } } = {
  interpolation: {
    title: 'Interpolation',
    description: 'The LR image enlarged to the HR size by a kernel of Pillow.',
    options: { kernel: kernelOption('The interpolation kernel.'), mode: resizeModeOption },
  },
  'zero-filled': {
    title: 'Zero-filled k-space',
    description:
      "The LR image enlarged to the HR size as scanners do it: its 2-D discrete Fourier transform is filled with zeros, which interpolates by a periodic sinc; the images' edges lie on each other.",
    options: {},
  },
  esrgan: {
    title: 'ESRGAN of the npm packages',
    description: 'A generator of ESRGAN (Wang et al. 2018), as the packages of UpscalerJS ship it.',
    options: {
      model: { enum: esrganModels, default: 'slim', description: 'Size of the generator, by its package.' },
      scale: { enum: esrganScales, description: 'How many times the network enlarges.' },
      fit,
    },
  },
  network: {
    title: 'A published restorer',
    description: 'ESRGAN or SwinIR (Liang et al. 2021) with published weights, which are assets.',
    options: { asset: { enum: restorerAssets, description: 'The asset with the weights.' }, fit },
  },
  images: {
    title: 'Images of another program',
    description: 'SR images that lie in a folder, read in place of being made.',
    options: {
      folder: {
        type: 'string',
        minLength: 1,
        examples: ['release/{dataset}'],
        description:
          "Their folder, absolute or in the assets folder; `{dataset}` and other factors stand for a cell's levels.",
      },
      files: {
        type: 'string',
        minLength: 1,
        // Where the release's evaluations write their images.
        default: 'sr_images/{id}.png',
        examples: ['{id}.png', 'run-*/{id}_sr.png', '**/{id}.npy'],
        description:
          'Their names below it: `{id}` is the sample, `*` anything in one name, `**` any folders.',
      },
      extra: {
        enum: ['refuse', 'ignore'],
        default: 'refuse',
        description: 'What images of unknown samples are: a fault, or left out.',
      },
    },
  },
};

const methodKinds = Object.keys(methods) as Method['kind'][];

type OptionsOf<Kind extends Method['kind']> = Options<Omit<Extract<Method, { kind: Kind }>, 'kind'>>;

/**
 * The complete method that a declaration means. Networks and images of other programs are only declared here:
 * running and reading them is the edges' work.
 * @throws InputError on an unknown kind or key and on values that are not allowed.
 */
export function resolveMethod(declaration: unknown, where: string): Method {
  const declared = fields(declaration, where);
  const kind = declared.oneOf('kind', methodKinds);
  const options = declaredOptions(methods[kind].options as Options<object>, declared);
  const method = { kind, ...options } as Method;
  declared.end();
  if (method.kind === 'images') assertPattern(method.files, declared.at('files'));
  return method;
}

function assertPattern(files: string, where: string): void {
  const parts = files.split('/');
  const inside = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  const single = files.split('{id}').length === 2;
  // A star next to the id would leave open where the id ends.
  if (inside && single && !/\*\{id\}|\{id\}\*/.test(files)) return;
  throw new InputError({
    where,
    expected: 'a path below the folder with {id} once, and no * beside it',
    got: JSON.stringify(files),
    remedy: 'write for instance {id}.png, run-*/{id}_sr.png or **/{id}.npy',
  });
}
