import { type Reader, readerOf } from './reader.ts';
import type { Source } from './source.ts';
import { tokensOf } from './tokens.ts';
import { factorsWith, type Vocabulary } from './vocabulary.ts';

/**
 * Levels by factor of a text such as `sr, ours` or `method=sr, dataset=faces`: what stands in a contrast's brackets.
 * @throws InputError at the character, for a level that no factor has, or several have.
 */
export function parseLevels(source: Source, vocabulary: Vocabulary): Readonly<Record<string, string>> {
  const reader = readerOf(source, tokensOf(source, true));
  const levels = readLevels(reader, vocabulary, 'end');
  reader.expect('end', 'the end');
  return levels;
}

/** The levels that come next, up to a token that closes them. */
export function readLevels(
  { peek, take, expect, fault }: Reader,
  vocabulary: Vocabulary,
  close: ']' | 'end',
): Readonly<Record<string, string>> {
  const levels: Record<string, string> = {};
  if (peek().kind === close) return levels;
  do {
    const first = expect('name', 'a level or factor=level');
    const second = take('=') && expect('name', `a level of ${first.text}`);
    const factor = second ? first.text : factorOf(first.text);
    const level = (second ?? first).text;
    const known = Object.hasOwn(vocabulary.levels, factor) ? vocabulary.levels[factor]! : undefined;
    if (!known) throw fault(first, `a factor among ${Object.keys(vocabulary.levels).join(', ')}`);
    if (!known.includes(level) && !vocabulary.open.includes(factor)) {
      throw fault(second!, `a level of ${factor} among ${known.join(', ')}`);
    }
    if (Object.hasOwn(levels, factor)) throw fault(first, `one level of ${factor}`, 'remove the other');
    levels[factor] = level;
    if (peek().kind !== close && peek().kind !== ',') {
      throw fault(peek(), close === 'end' ? '"," or the end' : '"," or "]"');
    }

    function factorOf(id: string): string {
      const factors = factorsWith(id, vocabulary);
      if (factors.length === 1) return factors[0]!;
      if (factors.length > 1) {
        throw fault(first, factors.map((name) => `${name}=${id}`).join(' or '), 'say which factor is meant');
      }
      const all = Object.values(vocabulary.levels).flat();
      const besides = vocabulary.open.map((name) => `, or ${name}=...`).join('');
      throw fault(first, `a level among ${[...new Set(all)].join(', ')}${besides}`);
    }
  } while (take(','));
  return levels;
}
