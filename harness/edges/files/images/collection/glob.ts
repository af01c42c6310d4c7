/**
 * The paths that a pattern means, `/` between their parts: `*` and `?` are anything and any one letter within a name,
 * `**` as a whole part any number of folders, `{a,b}` one of these.
 * @param names what else stands in braces, as a pattern of its own: `{id}`
 */
export function globPattern(glob: string, names: Readonly<Record<string, string>> = {}): RegExp {
  const parts = glob.split('/').map((part, i, all) => {
    if (part === '**' && i < all.length - 1) return '(?:[^/]+/)*';
    const text = part
      .replace(/[.+^$()|[\]\\]/g, '\\$&')
      .replace(/\*+/g, '[^/]*')
      .replace(/\?/g, '[^/]')
      .replace(/\{([^{}]*)\}/g, (_, inside: string) => names[inside] ?? `(?:${inside.split(',').join('|')})`);
    return i < all.length - 1 ? `${text}/` : text;
  });
  return new RegExp(`^${parts.join('')}$`);
}

/** The part of a glob's path before its first sign, and the rest; undefined where it has no sign. */
export function splitGlob(path: string): { readonly folder: string; readonly glob: string } | undefined {
  const parts = path.split('/');
  const first = parts.findIndex((part) => /[*?{}]/.test(part));
  if (first < 0) return undefined;
  const folder = parts.slice(0, first).join('/');
  return {
    folder: first === 0 ? '.' : folder === '' ? '/' : folder,
    glob: parts.slice(first).join('/'),
  };
}
