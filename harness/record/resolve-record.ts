import { expandDocument } from '../language/expand-document.ts';

/** A record with its loops, blocks and names written out, as its schema describes it. */
export interface ResolvedRecord {
  readonly value: unknown;
  /** Where in the file a part of it was written. */
  readonly placeOf: (pointer: string) => string;
}

/**
 * A record as it is written comes to this: its figures and checks may stand in loops and blocks and share `names`;
 * tables and texts are a document's own words, in which braces mean nothing.
 * @param where the record's file, for messages
 * @throws InputError for a name that stands for nothing, and for what was made to exhaust.
 */
export function resolveRecord(written: unknown, where: string): ResolvedRecord {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    return { value: written, placeOf: (pointer) => pointer };
  }
  const { names, figures, checks, ...rest } = written as Readonly<Record<string, unknown>>;
  const said = Object.fromEntries(
    Object.entries({ names, figures, checks }).filter(([, value]) => value !== undefined),
  );
  const { value, placeOf } = expandDocument(said, where);
  return { value: { ...rest, ...(value as object) }, placeOf };
}
