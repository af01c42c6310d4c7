import { type Fields, fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import { compilePattern } from './subject.ts';

/**
 * Latents of a data set that were encoded elsewhere: a folder of `hr_<i>.npy`, `lr_<i>.npy` and `filenames.txt`, whose
 * lines are the images' names in the order of i.
 */
export interface CachedLatents {
  readonly id: string;
  /** The data sets whose images they are of, by id: one folder of images may be declared with several tasks. */
  readonly of: readonly string[];
  /** The autoencoders that encoded them, by id, each in a folder of its own. */
  readonly autoencoders: readonly string[];
  /** The folder, with `{autoencoder}` for the autoencoder's id. */
  readonly root: string;
  /** The i of the first image. */
  readonly first: number;
  /** What the latents were multiplied by when they were written; 1 for latents as the encoder gives them. */
  readonly scale: number;
  /** The standard deviation that raw HR latents are known to have, by autoencoder. */
  readonly deviations: Readonly<Record<string, number>>;
  /** A regular expression on the image's name; its first group is the subject. */
  readonly subject: string;
}

/** The HR or the LR images of a cache. */
export const latentParts = ['hr', 'lr'] as const;

export type LatentPart = (typeof latentParts)[number];

/**
 * Checks and completes the declaration of cached latents.
 * @param where its place, for messages
 * @throws InputError on unknown keys and on values that are not allowed.
 */
export function resolveCachedLatents(declaration: unknown, where: string): CachedLatents {
  const declared = fields(declaration, where);
  for (const key of ['$schema', 'title']) declared.raw(key);
  const ids = (key: string) => {
    const value = declared.raw(key);
    const isList = Array.isArray(value) && value.length > 0 && value.every((id) => typeof id === 'string');
    if (isList && new Set(value).size === value.length) return value as readonly string[];
    return refuse(declared.at(key), 'a list of ids, each once', value);
  };
  const resolved: CachedLatents = {
    id: declared.text('id'),
    of: ids('of'),
    autoencoders: ids('autoencoders'),
    root: declared.text('root'),
    first: declared.integer('first', { atLeast: 0 }, 0),
    scale: declared.number('scale', { above: 0 }, 1),
    deviations: deviations(declared),
    subject: declared.text('subject'),
  };
  declared.end();
  compilePattern(resolved.subject, declared.at('subject'));
  const { root, autoencoders } = resolved;
  if (root.split(/[\\/]/).includes('..'))
    refuse(declared.at('root'), 'an absolute path, or one below the folder of assets', root);
  if (autoencoders.length > 1 && !root.includes('{autoencoder}'))
    refuse(declared.at('root'), 'a folder of each autoencoder, by {autoencoder}', root);
  return resolved;
}

/** What a declaration of cached latents names and nobody declares. */
export function unknownOfLatents(
  { of, autoencoders }: CachedLatents,
  known: { readonly datasets: readonly string[]; readonly autoencoders: readonly string[] },
  where: string,
): readonly InputError[] {
  const among = (key: string, ids: readonly string[], there: readonly string[]) =>
    [...ids.entries()]
      .filter(([, id]) => !there.includes(id))
      .map(
        ([i, id]) =>
          new InputError({
            where: `${where} /${key}/${i}`,
            expected: `an id among ${there.join(', ') || '(none)'}`,
            got: JSON.stringify(id),
            remedy: 'correct the id, or declare it',
          }),
      );
  return [...among('of', of, known.datasets), ...among('autoencoders', autoencoders, known.autoencoders)];
}

function deviations(declared: Fields): Readonly<Record<string, number>> {
  if (!declared.has('deviations')) return {};
  const known = fields(declared.raw('deviations'), declared.at('deviations'));
  const of = declared.raw('autoencoders') as readonly string[];
  const found = of.filter((id) => known.has(id)).map((id) => [id, known.number(id, { above: 0 })] as const);
  known.end();
  return Object.fromEntries(found);
}

function refuse(where: string, expected: string, got: unknown): never {
  throw new InputError({
    where,
    expected,
    got: JSON.stringify(got) ?? 'nothing',
    remedy: 'correct this value',
  });
}
