/** How often a stretch of a script ran, as V8 says it. */
export interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** A function of a script: its first range is its own, the others are blocks in it. */
export interface FunctionCounts {
  readonly ranges: readonly Range[];
}

/**
 * How often each of some offsets of a script ran. A function that begins at an offset does not count: there it is
 * made, and its own count says how often it is called.
 * @param offsets - In rising order.
 */
export function countsAt(functions: readonly FunctionCounts[], offsets: readonly number[]): number[] {
  const ranges = functions
    .flatMap(({ ranges: own }) =>
      own.map((range, i) => ({ ...range, from: range.startOffset + (i === 0 ? 1 : 0) })),
    )
    .sort((a, b) => a.from - b.from || b.endOffset - a.endOffset);
  const open: Range[] = [];
  let next = 0;
  return offsets.map((offset) => {
    for (; next < ranges.length && ranges[next]!.from <= offset; next++) {
      close(open, ranges[next]!.startOffset);
      open.push(ranges[next]!);
    }
    close(open, offset);
    return open.at(-1)?.count ?? 0;
  });
}

/** Leaves the ranges that go on at an offset. */
function close(open: Range[], offset: number): void {
  while (open.length > 0 && open.at(-1)!.endOffset <= offset) open.pop();
}
