import { type Fields, fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';
import { type RawImages, resolveRaw } from './raw-images.ts';

/** Raw images of several places that are one set: volumes of one format, single images of another. */
export interface JoinedSet {
  readonly id: string;
  readonly kind: 'joined';
  /** In the order in which their images come. Those with masks and those without may stand beside each other. */
  readonly parts: readonly RawImages[];
}

/**
 * @param rootOf reads the checked root of a part
 * @throws InputError on values that are not allowed.
 */
export function resolveJoined(declared: Fields, id: string, rootOf: (part: Fields) => string): JoinedSet {
  const parts = declared.raw('parts');
  if (!Array.isArray(parts) || parts.length === 0) {
    throw new InputError({
      where: declared.at('parts'),
      expected: 'a list of raw images',
      got: JSON.stringify(parts),
      remedy: 'write each part as a set of kind raw has it, without id and title',
    });
  }
  return {
    id,
    kind: 'joined',
    parts: parts.map((part, i) => {
      const own = fields(part, `${declared.at('parts')}/${i}`);
      // What was completed before has these.
      for (const key of ['id', 'kind']) own.raw(key);
      const resolved = resolveRaw(own, id, rootOf(own));
      own.end();
      if (resolved.take || resolved.tables.length > 0) {
        throw new InputError({
          where: `${declared.at('parts')}/${i}`,
          expected: 'a part that takes all files of its pattern',
          got: '"take" or "tables"',
          remedy: 'say by the pattern which files it takes',
        });
      }
      return resolved;
    }),
  };
}
