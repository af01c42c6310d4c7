import { loopsOf, type Mutant } from './mutants.ts';

/** What an instrumented text does at the place of a mutant: note that it came there, or run the mutant that is on. */
export type Mode = 'cover' | 'switch';

interface Site {
  readonly start: number;
  readonly end: number;
  readonly wrap: (inner: string) => string;
}

/**
 * A file's text with all its mutants in it, which `globalThis.__on` (the mutant's number) turns on one at a time, so
 * that one build serves all. The body of every loop that may not end counts its turns.
 * @param first - The number of the file's first mutant.
 */
export function instrumented(
  file: string,
  text: string,
  mutants: readonly Mutant[],
  first: number,
  mode: Mode,
): string {
  const places = new Map<string, { readonly mutant: Mutant; readonly n: number }[]>();
  mutants.forEach((mutant, i) => {
    const place = `${mutant.start}:${mutant.end}:${mutant.statement}`;
    places.set(place, [...(places.get(place) ?? []), { mutant, n: first + i }]);
  });
  const sites: Site[] = [...places.values()].map((here) => ({
    start: here[0]!.mutant.start,
    end: here[0]!.mutant.end,
    wrap: (inner) =>
      here[0]!.mutant.statement
        ? mode === 'cover'
          ? `{${here.map(({ n }) => `__hit[${n}]=1;`).join('')}${inner}}`
          : `if(__on===${here[0]!.n});else ${inner}`
        : mode === 'cover'
          ? `(${here.map(({ n }) => `__hit[${n}]=1,`).join('')}(${inner}))`
          : `(${here.map(({ n, mutant }) => `__on===${n}?(${mutant.to}):`).join('')}(${inner}))`,
  }));
  const loops: Site[] = loopsOf(file, text).map(({ start, end }) => ({
    start,
    end,
    wrap: (inner) => `{__turn();${inner}}`,
  }));
  const ordered = [...sites, ...loops].sort((a, b) => a.start - b.start || b.end - a.end);
  return woven(text, 0, text.length, ordered);
}

/** A stretch of text with the sites in it wrapped, outer ones around inner ones. */
function woven(text: string, start: number, end: number, sites: readonly Site[]): string {
  let out = '';
  let at = start;
  for (let i = 0; i < sites.length; ) {
    const site = sites[i]!;
    let next = i + 1;
    while (next < sites.length && sites[next]!.start < site.end) next++;
    out +=
      text.slice(at, site.start) + site.wrap(woven(text, site.start, site.end, sites.slice(i + 1, next)));
    at = site.end;
    i = next;
  }
  return out + text.slice(at, end);
}
