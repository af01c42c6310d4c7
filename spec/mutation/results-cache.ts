import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './bundle.ts';
import { folderSpecs, type Tried } from './trial.ts';

type Kept = Pick<Tried, 'outcome' | 'by'>;
const path = join(root, '.latent-sr', 'mutation.json');

/**
 * Results that are kept from run to run, by the hash of a mutant's file, of its folder's specifications and of the
 * runner: what a change leaves alone is not tried again. A change of other files does not renew them; `--fresh` does.
 */
export class ResultsCache {
  readonly #kept: Record<string, Kept>;
  readonly #keys = new Map<string, string>();

  constructor(fresh: boolean) {
    this.#kept = fresh ? {} : stored();
  }

  get(mutant: Tried | Omit<Tried, 'outcome'>): Kept | undefined {
    return this.#kept[this.#key(mutant)];
  }

  keep(results: readonly Tried[]): void {
    for (const { outcome, by, ...mutant } of results)
      this.#kept[this.#key(mutant)] = { outcome, ...(by !== undefined && { by }) };
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(this.#kept));
  }

  #key({ file, start, end, to }: Omit<Tried, 'outcome'>): string {
    if (!this.#keys.has(file)) this.#keys.set(file, hashOf([file, ...folderSpecs(file), ...runner()]));
    return `${this.#keys.get(file)} ${start} ${end} ${to}`;
  }
}

function stored(): Record<string, Kept> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Kept>;
  } catch {
    return {}; // none yet, or half of it: they are tried again
  }
}

function runner(): readonly string[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `spec/mutation/${name}`);
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 24);
}
