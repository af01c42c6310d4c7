import type { InputError } from '../../numeric/input-error.ts';
import { faultAt, type Source } from './source.ts';
import type { Token } from './tokens.ts';

/** Tokens read one after the other. */
export interface Reader {
  /** What comes next. */
  readonly peek: () => Token;
  /** Takes the next token where it is of one of these kinds. */
  readonly take: (...kinds: readonly Token['kind'][]) => Token | undefined;
  /** Takes the next token. @throws InputError where it is of another kind */
  readonly expect: (kind: Token['kind'], expected: string) => Token;
  readonly fault: (at: Token, expected: string, remedy?: string) => InputError;
}

export function readerOf(source: Source, tokens: readonly Token[]): Reader {
  let next = 0;
  const peek = () => tokens[next]!;
  const fault = (at: Token, expected: string, remedy = 'correct it') => faultAt(source, at, expected, remedy);
  const take = (...kinds: readonly Token['kind'][]) => {
    const token = peek();
    if (!kinds.includes(token.kind)) return undefined;
    // The end stays.
    if (token.kind !== 'end') next += 1;
    return token;
  };
  return {
    peek,
    take,
    fault,
    expect: (kind, expected) => {
      const token = take(kind);
      if (token) return token;
      throw fault(peek(), expected);
    },
  };
}
