import { faultAt, type Source, type Stretch } from './source.ts';

type Sign = '+' | '-' | '*' | '/' | '(' | ')' | '[' | ']' | ',' | '=';

/** A word of a contrast. */
export interface Token extends Stretch {
  /** A name is of a score outside of brackets and of a level or factor inside of them; a sign is its own kind. */
  readonly kind: 'number' | 'name' | 'end' | Sign;
}

/** Outside and inside of brackets: which signs there are, and which words. */
const outside = {
  signs: /[-+*/()[]/y,
  words: [
    // A score may hold hyphens and slashes but not end in them, so that a minus stands apart by a space.
    ['name', /[A-Za-z](?:[\w./-]*\w)?/y],
    ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ],
  expected: 'a score, a number, + - * / ( or )',
} as const;
const inside = {
  signs: /[\],=]/y,
  words: [['name', /\w(?:[\w.-]*\w)?/y]],
  expected: 'a level, factor=level, "," or "]"',
} as const;
const space = /\s*/y;

/**
 * The words of a contrast, the last one its end.
 * @param within whether the text is what stands in brackets
 * @throws InputError at a character that begins no word.
 */
export function tokensOf(source: Source, within = false): readonly Token[] {
  const { text } = source;
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const next = (): Token => {
    const { signs, words, expected } = within ? inside : outside;
    const sign = take(signs);
    if (sign !== undefined) return { kind: sign as Sign, at, text: sign };
    for (const [kind, pattern] of words) {
      const word = take(pattern);
      if (word !== undefined) return { kind, at, text: word };
    }
    throw faultAt(source, { at, text: String.fromCodePoint(text.codePointAt(at)!) }, expected, 'correct it');
  };
  for (at += take(space)!.length; at < text.length; at += take(space)!.length) {
    const token = next();
    tokens.push(token);
    if (token.kind === '[' || token.kind === ']') within = token.kind === '[';
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', at: text.length, text: '' }];
}
