import { InputError } from '../../numeric/input-error.ts';

/** A text of the language, and where it stands: a file with a JSON pointer. */
export interface Source {
  readonly text: string;
  readonly where: string;
}

/** A stretch of a text. */
export interface Stretch {
  readonly at: number;
  readonly text: string;
}

// So much of a long text is shown on either side of a fault.
const AROUND = 60;

/** A fault at a stretch of a text, which it shows with the stretch underlined. */
export function faultAt(
  { text, where }: Source,
  { at, text: part }: Stretch,
  expected: string,
  remedy: string,
) {
  const from = Math.max(0, at - AROUND);
  const line = text.slice(from, at + AROUND).replace(/\s/g, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(part.length, AROUND)));
  return new InputError({
    where: `${where} column ${at + 1}`,
    expected,
    got: part === '' ? 'the end' : JSON.stringify(part.slice(0, AROUND)),
    remedy: `${remedy}\n  ${line}\n  ${' '.repeat(at - from)}${carets}`,
  });
}
