/** A token of LaTeX. `command` is named without its backslash; `blank` keeps line breaks. */
export interface LatexToken {
  readonly type:
    | 'command'
    | 'open'
    | 'close'
    | 'align'
    | 'math'
    | 'super'
    | 'sub'
    | 'blank'
    | 'text'
    | 'parameter';
  readonly text: string;
  readonly line: number;
}

const single: Readonly<Record<string, LatexToken['type']>> = {
  '{': 'open',
  '}': 'close',
  '&': 'align',
  $: 'math',
  '^': 'super',
  _: 'sub',
};

/** The tokens of a LaTeX text, comments left out; what is raised or lowered without braces is one sign. A lone backslash at the end is text. */
export function latexTokens(source: string): readonly LatexToken[] {
  const pattern =
    /%[^\n]*\n?[ \t]*|\\([A-Za-z@]+\*?)[ \t]*|\\([\s\S])|[{}&$^_]|#(\d)|~|\s+|(?<=[\^_])(?:[-+−]\d+|[^\\%{}&$^_#~\s])|[^\\%{}&$^_#~\s]+|[\s\S]/g;
  const tokens: LatexToken[] = [];
  let line = 1;
  for (const match of source.matchAll(pattern)) {
    const [text, word, symbol, parameter] = match;
    if (word !== undefined || symbol !== undefined)
      tokens.push({ type: 'command', text: word ?? symbol, line });
    else if (parameter !== undefined) tokens.push({ type: 'parameter', text: parameter, line });
    else if (text in single) tokens.push({ type: single[text], text, line });
    else if (text === '~') tokens.push({ type: 'blank', text: '\u00a0', line });
    else if (text.startsWith('%'))
      tokens.push({ type: 'blank', text: text.includes('\n') ? '\n' : '', line });
    else tokens.push({ type: /^\s/.test(text) ? 'blank' : 'text', text, line });
    line += text.split('\n').length - 1;
  }
  return tokens;
}

/** The place after the group, or the single token, that stands at a place; blanks before it are passed. */
export function afterArgument(
  tokens: readonly LatexToken[],
  from: number,
): { inner: readonly LatexToken[]; next: number } {
  let at = from;
  while (tokens[at]?.type === 'blank') at++;
  if (tokens[at] === undefined) return { inner: [], next: at };
  if (tokens[at].type !== 'open') return { inner: [tokens[at]], next: at + 1 };
  const end = closing(tokens, at);
  return { inner: tokens.slice(at + 1, end), next: end + 1 };
}

/** The place after an argument in brackets, or the same place where there is none. */
export function afterOption(tokens: readonly LatexToken[], from: number, open = '[', close = ']'): number {
  let at = from;
  while (tokens[at]?.type === 'blank' && !tokens[at].text.includes('\n')) at++;
  if (tokens[at]?.type !== 'text' || !tokens[at].text.startsWith(open)) return from;
  let depth = 0;
  for (; at < tokens.length; at++) {
    if (tokens[at].type === 'open') depth++;
    if (tokens[at].type === 'close') depth--;
    if (depth === 0 && tokens[at].type === 'text' && tokens[at].text.includes(close)) return at + 1;
    if (tokens[at].type === 'align' || depth < 0) return from;
  }
  return from;
}

/** The place of the brace that closes the one at a place; the end where none does. */
function closing(tokens: readonly LatexToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at].type === 'open') depth++;
    if (tokens[at].type === 'close' && --depth === 0) return at;
  }
  return tokens.length;
}

/** The text of some tokens, as in the name of an environment. */
export function rawText(tokens: readonly LatexToken[]): string {
  return tokens
    .map(({ text }) => text)
    .join('')
    .trim();
}
