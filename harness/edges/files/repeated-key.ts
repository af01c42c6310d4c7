/** A name that stands twice in one object of a JSON text. */
export interface RepeatedKey {
  readonly key: string;
  /** Of its second place, from 1. */
  readonly line: number;
}

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COLON] = [...'"\\{}[]:'].map((one) =>
  one.charCodeAt(0),
);

/**
 * The first name that stands twice in one object, of which `JSON.parse` keeps the last value without a word.
 * @param text valid JSON
 */
export function repeatedKey(text: string): RepeatedKey | undefined {
  // The names of each object about the place; none of a list.
  const about: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN) about.push(new Set());
    else if (code === OPEN_LIST) about.push(undefined);
    else if (code === CLOSE || code === CLOSE_LIST) about.pop();
    else if (code === QUOTE) {
      const from = at;
      for (at++; text.charCodeAt(at) !== QUOTE; at++) if (text.charCodeAt(at) === BACKSLASH) at++;
      const names = about.at(-1);
      if (names === undefined || !isName(text, at + 1)) continue;
      const key = JSON.parse(text.slice(from, at + 1)) as string;
      if (names.has(key)) return { key, line: text.slice(0, from).split('\n').length };
      names.add(key);
    }
  }
  return undefined;
}

/** Whether a colon follows. */
function isName(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= 32) at++;
  return text.charCodeAt(at) === COLON;
}
