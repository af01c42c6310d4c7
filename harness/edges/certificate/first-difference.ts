import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** Where two texts part. */
export interface Difference {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The line, cut to a readable length; null where the text has ended. */
  readonly expected: string | null;
  readonly got: string | null;
}

/** The first line in which two files differ; null where they are the same. Neither is held whole. */
export async function firstDifference(
  file: string,
  expectedPath: string,
  gotPath: string,
): Promise<Difference | null> {
  const [expected, got] = [linesOf(expectedPath), linesOf(gotPath)];
  try {
    for (let line = 1; ; line++) {
      const [a, b] = [await expected.next(), await got.next()];
      const [left, right] = [textOf(a), textOf(b)];
      if (left !== right) return { file, line, expected: shortened(left), got: shortened(right) };
      if (left === null) return null;
    }
  } finally {
    await Promise.all([expected.return?.(), got.return?.()]);
  }
}

function linesOf(path: string): AsyncIterator<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })[
    Symbol.asyncIterator
  ]();
}

function textOf({ done, value }: IteratorResult<string>): string | null {
  return done ? null : value;
}

function shortened(text: string | null): string | null {
  return text === null || text.length <= 200 ? text : `${text.slice(0, 200)}...`;
}
