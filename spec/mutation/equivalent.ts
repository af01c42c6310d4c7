import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.ts';
import type { Mutant } from './mutants.ts';
import { type Equivalent, isOf } from './score.ts';

export const { mutants: equivalents } = JSON.parse(
  readFileSync(new URL('./equivalent.json', import.meta.url), 'utf8'),
) as { readonly mutants: readonly Equivalent[] };

/** Whether a mutant is listed as one that changes nothing. */
export function isListed(mutant: Mutant): boolean {
  return equivalents.some(
    (entry) =>
      entry.file === mutant.file && isOf(entry, mutant, readFileSync(join(root, mutant.file), 'utf8')),
  );
}
