import type { Fields } from '../../numeric/fields.ts';
import { InputError } from '../../numeric/input-error.ts';
import { type PhantomSet, phantomSizes } from '../dataset.ts';
import { anatomies } from './catalogue.ts';

/** Checks and completes the declaration of a set of phantoms. */
export function resolvePhantom(declared: Fields, id: string): PhantomSet {
  return {
    id,
    kind: 'phantom',
    anatomy: declared.oneOf('anatomy', anatomies),
    size: size(declared),
    subjects: declared.integer('subjects', { atLeast: 1 }),
    slicesPerSubject: declared.integer('slicesPerSubject', { atLeast: 1 }, 1),
    seed: declared.integer('seed', { atLeast: 0 }),
    split: declared.oneOf('split', ['train', 'valid', 'test']),
  };
}

function size(declared: Fields): PhantomSet['size'] {
  const value = declared.integer('size', {}, 64);
  const found = phantomSizes.find((known) => known === value);
  if (found !== undefined) return found;
  throw new InputError({
    where: declared.at('size'),
    expected: `one of ${phantomSizes.join(', ')}`,
    got: `${value}`,
    remedy: 'choose one',
  });
}
