import { decode } from '@jridgewell/sourcemap-codec';
import type { Place } from './places.ts';

/**
 * Where places of a source stand in a script made of it, by its source map: at the first character of theirs that the
 * map knows; null where it knows none.
 * @param scriptStarts - The offset at which each line of the script begins.
 * @param sourceStarts - The same of the source.
 */
export function generatedOffsets(
  places: readonly Place[],
  mappings: string,
  scriptStarts: readonly number[],
  sourceStarts: readonly number[],
): (number | null)[] {
  const known = decode(mappings)
    .flatMap((segments, line) =>
      segments.flatMap(([column, , sourceLine, sourceColumn]) =>
        sourceLine === undefined
          ? []
          : [{ to: scriptStarts[line]! + column, from: sourceStarts[sourceLine]! + sourceColumn! }],
      ),
    )
    .sort((a, b) => a.from - b.from || a.to - b.to);
  return places.map(({ start, end }) => {
    let [low, high] = [0, known.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (known[middle]!.from < start) low = middle + 1;
      else high = middle;
    }
    const found = known[low];
    return found && found.from < end ? found.to : null;
  });
}

/** The offset at which each line begins, from how long they are. */
export function startsOf(lineLengths: readonly number[]): number[] {
  const starts = [0];
  for (const length of lineLengths) starts.push(starts.at(-1)! + length + 1);
  return starts;
}
