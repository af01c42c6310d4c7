import { unzipSync } from 'fflate';
import { InputError } from '../../../numeric/input-error.ts';

/** Bytes that an array may unpack to. */
const MOST_UNPACKED = 2 ** 29;

/**
 * The bytes of one array of a NumPy archive.
 * @param name which one, where there are several
 * @throws InputError when the archive is damaged, or holds several arrays and none is named, or none of that name.
 */
export function arrayOfNpz(bytes: Uint8Array, where: string, name?: string): Uint8Array {
  const refuse = (expected: string, got: string, remedy: string): never => {
    throw new InputError({ where, expected, got, remedy });
  };
  const names: string[] = [];
  let found: Record<string, Uint8Array> = {};
  try {
    found = unzipSync(bytes, {
      filter(file) {
        if (!file.name.endsWith('.npy')) return false;
        names.push(file.name.slice(0, -4));
        if (file.originalSize > MOST_UNPACKED) throw new Error(`${file.name} of ${file.originalSize} bytes`);
        return name === undefined || file.name === `${name}.npy`;
      },
    });
  } catch (error) {
    return refuse(
      'an undamaged archive',
      `one that does not unpack (${(error as Error).message})`,
      'copy it again',
    );
  }
  const arrays = Object.values(found);
  if (arrays.length === 1) return arrays[0];
  const remedy = names.length > 0 ? `name one as FILE#name=${names[0]}` : 'name an archive of arrays';
  return refuse(
    'one array',
    name === undefined ? `${names.length} (${names.join(', ')})` : `none named ${name}`,
    remedy,
  );
}
