import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import { sha256 } from '../../pipeline/canonical.ts';
import type { StageKind } from '../../pipeline/stage.ts';

/** A network that was trained before and comes with the harness: the files named, from the folder `location`. */
export const shippedStage: StageKind = {
  name: 'shipped',
  code: import.meta.url,
  async run(params, _inputs, location) {
    const files = params['files'] as Readonly<Record<string, string>>;
    const artifact: Record<string, Uint8Array> = {};
    for (const [name, expected] of Object.entries(files)) {
      const path = join(location, name);
      const bytes = new Uint8Array(await readFile(path));
      if (sha256(bytes) !== expected) {
        throw new InputError({
          where: path,
          expected: `SHA-256 ${expected}`,
          got: sha256(bytes),
          remedy: 'check the file out again, or train it anew: latent-sr reproduce --from-scratch',
        });
      }
      artifact[name] = bytes;
    }
    return artifact;
  },
};
