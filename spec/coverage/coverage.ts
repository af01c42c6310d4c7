import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countsAt, type FunctionCounts } from './counts.ts';
import { generatedOffsets } from './generated.ts';
import { type Branch, lineStarts, type Place, placesOf } from './places.ts';

/** How many lines and branches there are, and how many of them ran. */
export interface Covered {
  readonly lines: readonly [ran: number, all: number];
  readonly branches: readonly [taken: number, all: number];
}

/** A script and the source that it was made of. */
export interface Made {
  readonly source: string;
  readonly mappings: string;
  readonly starts: readonly number[];
}

/** What a process of Node leaves under `NODE_V8_COVERAGE`. */
interface Left {
  readonly result: readonly { readonly url: string; readonly functions: readonly FunctionCounts[] }[];
  readonly 'source-map-cache'?: Readonly<Record<string, MapLeft>>;
}

export interface MapLeft {
  readonly lineLengths: readonly number[];
  readonly data: { readonly mappings: string } | null;
}

/**
 * What of some sources ran in the processes that left their counts in a folder, one after another or side by side.
 * @param sources - The text of each, by its name.
 * @param made - Which source a script was made of, from its address and the map that the process knew; null for others.
 */
export function coverageOf(
  folder: string,
  sources: ReadonlyMap<string, string>,
  made: (url: string, map: MapLeft | undefined) => Made | null,
): ReadonlyMap<string, Covered> {
  const files = new Map([...sources].map(([name, text]) => [name, fileOf(name, text)]));
  const scripts = new Map<string, ((functions: readonly FunctionCounts[]) => void) | null>();
  for (const name of readdirSync(folder)) {
    const { result, 'source-map-cache': maps } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Left;
    for (const { url, functions } of result) {
      const map = maps?.[url];
      const script = `${url}\n${map?.lineLengths.join()}`;
      if (!scripts.has(script)) {
        const found = made(url, map);
        scripts.set(
          script,
          found && files.has(found.source) ? adderOf(files.get(found.source)!, found) : null,
        );
      }
      scripts.get(script)?.(functions);
    }
  }
  return new Map([...files].map(([name, file]) => [name, coveredOf(file)]));
}

/** A source with how often each of its statements and branches ran; null of those that no script has. */
interface File {
  readonly starts: readonly number[];
  readonly lines: ReadonlyMap<number, readonly Branch[]>;
  readonly branches: readonly Branch[];
  readonly counts: Map<Branch, number | null>;
}

function fileOf(name: string, text: string): File {
  const { lines, branches } = placesOf(name, text);
  const all = [...[...lines.values()].flat(), ...branches];
  return { starts: lineStarts(text), lines, branches, counts: new Map(all.map((each) => [each, null])) };
}

/** Adds what one process counted of a script to the counts of its source. */
function adderOf({ counts, starts }: File, script: Made): (functions: readonly FunctionCounts[]) => void {
  const places = [...counts.keys()].flatMap(({ at, unless }) => (unless ? [at, unless] : [at]));
  const offsets = generatedOffsets(places, script.mappings, script.starts, starts);
  const offsetOf = new Map(places.map((place, i) => [place, offsets[i]!]));
  const inOrder = [...new Set(offsets.filter((offset) => offset !== null))].sort((a, b) => a - b);
  const has = (place: Place | null) => place === null || offsetOf.get(place) !== null;
  const known = [...counts.keys()].filter(({ at, unless }) => has(at) && has(unless));
  return (functions) => {
    const found = countsAt(functions, inOrder);
    const countOf = new Map(inOrder.map((offset, i) => [offset, found[i]!]));
    const of = (place: Place | null) => (place ? countOf.get(offsetOf.get(place)!)! : 0);
    const ran = new Map<Branch, number>();
    for (const each of known) {
      const reached = each.after === null || ran.get(each.after) !== 0;
      ran.set(each, reached ? Math.max(0, of(each.at) - of(each.unless)) : 0);
      counts.set(each, (counts.get(each) ?? 0) + ran.get(each)!);
    }
  };
}

/** Of a file that no process loaded, nothing ran. */
function coveredOf({ lines, branches, counts }: File): Covered {
  const loaded = [...counts.values()].some((count) => count !== null);
  const isKnown = (each: Branch) => !loaded || counts.get(each) !== null;
  const ran = (each: Branch) => (counts.get(each) ?? 0) > 0;
  const told = [...lines.values()].filter((all) => all.some(isKnown));
  const ways = branches.filter(isKnown);
  return {
    lines: [told.filter((all) => all.some(ran)).length, told.length],
    branches: [ways.filter(ran).length, ways.length],
  };
}
