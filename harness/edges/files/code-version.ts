import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../pipeline/canonical.ts';

/** `harness/` of the running code: the build's, or the sources' under the tests. */
const harness = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const versions = new Map<string, string>();

/**
 * The version of code: the SHA-256 of the files under the given folders of `harness/`, so that no edit can
 * leave a stale result behind, and no result is thrown away for an edit elsewhere.
 */
export function codeVersion(folders: readonly string[]): string {
  const name = [...folders].sort().join(' ');
  let version = versions.get(name);
  if (version === undefined) {
    const files = [...folders].sort().flatMap((folder) => filesUnder(join(harness, folder)));
    version = sha256(files.map((file) => sha256(readFileSync(file))).join('\n'));
    versions.set(name, version);
  }
  return version;
}

function filesUnder(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
    .filter((file) => /\.(ts|js)$/.test(file) && !file.endsWith('.d.ts'));
}
