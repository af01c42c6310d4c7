import { InputError } from '../../../../numeric/input-error.ts';
import { afterArgument, afterOption, type LatexToken, rawText } from './tokens.ts';

interface Macro {
  readonly parameters: number;
  readonly preset: readonly LatexToken[] | undefined;
  readonly body: readonly LatexToken[];
}

/** So many tokens are more than any paper has, and what an endless definition reaches at once. */
const MOST = 3_000_000;

/**
 * The tokens with the document's own commands (`\newcommand`, `\def` without delimiters) written out.
 * @throws InputError where definitions never end.
 */
export function expandMacros(tokens: readonly LatexToken[], where: string): readonly LatexToken[] {
  const macros = new Map<string, Macro>();
  const out: LatexToken[] = [];
  // A stack of what is still to be read: what a command stands for is read before what follows it.
  const stack: { tokens: readonly LatexToken[]; at: number }[] = [{ tokens, at: 0 }];
  let steps = 0;
  let written: LatexToken | undefined;
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    if (top.at >= top.tokens.length) {
      stack.pop();
      continue;
    }
    if (++steps > MOST || stack.length > 200) throw endless(where, written ?? top.tokens[top.at]);
    const token = top.tokens[top.at++];
    const defined = token.type === 'command' ? definition(top.tokens, top.at, token.text) : undefined;
    if (defined) {
      macros.set(defined.name, defined.macro);
      top.at = defined.next;
      continue;
    }
    const macro = token.type === 'command' ? macros.get(token.text) : undefined;
    if (macro === undefined) {
      out.push(token);
      continue;
    }
    written = token;
    const { given, next } = argumentsOf(top.tokens, top.at, macro);
    top.at = next;
    const body = macro.body.flatMap((one) =>
      one.type === 'parameter'
        ? (given[Number(one.text) - 1] ?? [])
        : [{ ...one, line: token.line, text: one.type === 'blank' ? ' ' : one.text }],
    );
    stack.push({ tokens: body, at: 0 });
  }
  return out;
}

function argumentsOf(tokens: readonly LatexToken[], from: number, { parameters, preset }: Macro) {
  const given: (readonly LatexToken[])[] = [];
  let next = from;
  if (preset !== undefined) {
    next = afterOption(tokens, from);
    given.push(next === from ? preset : withoutBrackets(tokens.slice(from, next)));
  }
  while (given.length < parameters) {
    const argument = afterArgument(tokens, next);
    given.push(argument.inner);
    next = argument.next;
  }
  return { given, next };
}

function definition(
  tokens: readonly LatexToken[],
  from: number,
  command: string,
): { name: string; macro: Macro; next: number } | undefined {
  if (command === 'def') {
    const name = tokens[from];
    let at = from + 1;
    while (tokens[at]?.type === 'parameter') at++;
    if (name?.type !== 'command' || tokens[at]?.type !== 'open') return undefined;
    const { inner, next } = afterArgument(tokens, at);
    return { name: name.text, macro: { parameters: at - from - 1, preset: undefined, body: inner }, next };
  }
  if (!/^(?:re)?newcommand\*?$|^providecommand\*?$/.test(command)) return undefined;
  const name = afterArgument(tokens, from);
  const count = afterOption(tokens, name.next);
  const preset = afterOption(tokens, count);
  const { inner, next } = afterArgument(tokens, preset);
  return {
    name: rawText(name.inner),
    next,
    macro: {
      parameters: Number(rawText(withoutBrackets(tokens.slice(name.next, count))) || 0),
      preset: preset === count ? undefined : withoutBrackets(tokens.slice(count, preset)),
      body: inner,
    },
  };
}

function withoutBrackets(tokens: readonly LatexToken[]): readonly LatexToken[] {
  return tokens.map((token) =>
    token.type === 'text' ? { ...token, text: token.text.replace(/[[\]]/g, '') } : token,
  );
}

function endless(where: string, { text, line }: LatexToken): InputError {
  return new InputError({
    where: `${where} line ${line}`,
    expected: 'commands whose definitions end',
    got: `\\${text}, which is defined by itself`,
    remedy: 'give the table alone',
  });
}
