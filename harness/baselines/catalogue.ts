import { kernelNames } from '../degrade/kernel.ts';
import { resizeModes } from '../degrade/resize.ts';
import { type Fields, fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import { type Esrgan, esrganModels, esrganScales, fits, type Method, restorerAssets } from './method.ts';

export const methodKinds = ['interpolation', 'esrgan', 'network', 'images'] as const;

/**
 * The complete method that a declaration means. Networks and images of other programs are only declared here:
 * running and reading them is the edges' work.
 * @throws InputError on an unknown kind or key and on values that are not allowed.
 */
export function resolveMethod(declaration: unknown, where: string): Method {
  const declared = fields(declaration, where);
  const kind = declared.oneOf('kind', methodKinds);
  const method = resolvers[kind](declared);
  declared.end();
  return method;
}

const resolvers: Readonly<Record<Method['kind'], (declared: Fields) => Method>> = {
  interpolation: (declared) => ({
    kind: 'interpolation',
    kernel: declared.oneOf('kernel', kernelNames),
    mode: declared.oneOf('mode', resizeModes),
  }),
  esrgan: (declared) => ({
    kind: 'esrgan',
    model: declared.oneOf('model', esrganModels, 'slim'),
    scale: scaleOf(declared),
    fit: declared.oneOf('fit', fits, 'output'),
  }),
  network: (declared) => ({
    kind: 'network',
    asset: declared.oneOf('asset', restorerAssets),
    fit: declared.oneOf('fit', fits, 'output'),
  }),
  images: (declared) => ({
    kind: 'images',
    folder: declared.text('folder'),
    // Where the release's evaluations write their images.
    files: pattern(declared.text('files', 'sr_images/{id}.png'), declared.at('files')),
    extra: declared.oneOf('extra', ['refuse', 'ignore'], 'refuse'),
  }),
};

function scaleOf(declared: Fields): Esrgan['scale'] {
  const scale = declared.integer('scale', { atLeast: 2, atMost: 8 });
  const known = esrganScales.find((candidate) => candidate === scale);
  if (known !== undefined) return known;
  throw new InputError({
    where: declared.at('scale'),
    expected: `one of ${esrganScales.join(', ')}`,
    got: `${scale}`,
    remedy: 'choose a factor that the packages have',
  });
}

function pattern(files: string, where: string): string {
  const parts = files.split('/');
  const inside = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  const single = files.split('{id}').length === 2;
  // A star next to the id would leave open where the id ends.
  if (inside && single && !/\*\{id\}|\{id\}\*/.test(files)) return files;
  throw new InputError({
    where,
    expected: 'a path below the folder with {id} once, and no * beside it',
    got: JSON.stringify(files),
    remedy: 'write for instance {id}.png, run-*/{id}_sr.png or **/{id}.npy',
  });
}
