import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../../pipeline/canonical.ts';
import { builtTwin } from './built-twin.ts';

/** A file of the program: its hash, and the files of the program that it imports. */
interface Source {
  readonly hash: string;
  readonly imports: readonly string[];
}

const sources = new Map<string, Source>();
const versions = new Map<string, string>();

/**
 * The version of a module: the SHA-256 over its file and all that it imports, directly or not, when it starts or
 * later. So no edit can leave a stale result behind, and no result is thrown away for an edit elsewhere.
 * Sources have the version of a build that is of them.
 * @param module its `import.meta.url`
 */
export function codeVersion(module: string): string {
  let version = versions.get(module);
  if (version === undefined) {
    const reached = new Set([builtTwin(module)]);
    // A set goes on to what is added while it is gone through.
    for (const url of reached) for (const found of sourceOf(url).imports) reached.add(found);
    version = sha256(
      [...reached]
        .map((url) => sourceOf(url).hash)
        .sort()
        .join('\n'),
    );
    versions.set(module, version);
  }
  return version;
}

function sourceOf(url: string): Source {
  let source = sources.get(url);
  if (!source) {
    const text = readFileSync(fileURLToPath(url), 'utf8');
    source = { hash: sha256(text), imports: importsIn(text, url) };
    sources.set(url, source);
  }
  return source;
}

/** What comes after `from` or `import` and is a file beside this one; a comment that reads so does no harm. */
function importsIn(text: string, url: string): readonly string[] {
  const named = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^'\n]+)'/g)];
  return named
    .map(([, path]) => new URL(path!, url).href)
    .filter((found) => existsSync(fileURLToPath(found)));
}
