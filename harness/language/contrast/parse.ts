import { readLevels } from './levels.ts';
import { type Reader, readerOf } from './reader.ts';
import type { Source } from './source.ts';
import type { Term } from './term.ts';
import { type Token, tokensOf } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

// What a hand writes stays far below.
const DEEPEST = 50;

/** A part of a contrast: a number, or weighted scores. */
type Part = number | Term[];

/**
 * The terms of a contrast of scores, in the order in which they stand:
 *
 *     sum     = ["+" | "-"] product { ("+" | "-") product }
 *     product = factor { ("*" | "/") factor }
 *     factor  = { "-" } ( number | score [ "[" levels "]" ] | "(" sum ")" )
 *     levels  = [ level { "," level } ]        level = id | factor "=" id
 *
 * `psnr[ours] - psnr[theirs]`, `0.5 * (psnr[ours, main] - psnr[theirs, main])`, `subbands/HH1[sr] / 3`. A score
 * without brackets is that of the one cell there is in a group. A product weights scores; scores are not multiplied.
 * @throws InputError at the character: what was expected there, with the text and the place underlined.
 */
export function parseContrast(source: Source, vocabulary: Vocabulary): readonly Term[] {
  const tokens = tokensOf(source);
  const reader = readerOf(source, tokens);
  const terms = sum(reader, vocabulary, 0);
  reader.expect('end', '+, -, *, / or the end');
  if (typeof terms !== 'number') {
    for (const { weight } of terms) finite(reader, tokens[0]!, weight);
    return terms;
  }
  throw reader.fault(
    tokens[0]!,
    `a score among ${vocabulary.scores.join(', ')}`,
    'a number alone is no contrast',
  );
}

function sum(reader: Reader, vocabulary: Vocabulary, depth: number): Part {
  const sign = reader.take('+', '-');
  let total = weighted(product(reader, vocabulary, depth), sign?.kind === '-' ? -1 : 1);
  for (let next = reader.take('+', '-'); next; next = reader.take('+', '-')) {
    const from = reader.peek();
    const part = weighted(product(reader, vocabulary, depth), next.kind === '-' ? -1 : 1);
    if (typeof total === 'number' && typeof part === 'number') total = finite(reader, from, total + part);
    else if (typeof total === 'number' || typeof part === 'number') {
      throw reader.fault(typeof part === 'number' ? from : next, 'scores on both sides', 'weight them by *');
    } else for (const term of part) total.push(term);
  }
  return total;
}

function product(reader: Reader, vocabulary: Vocabulary, depth: number): Part {
  const first = factor(reader, vocabulary, depth);
  let scale = typeof first === 'number' ? first : 1;
  let terms = typeof first === 'number' ? undefined : first;
  for (let sign = reader.take('*', '/'); sign; sign = reader.take('*', '/')) {
    const from = reader.peek();
    const part = factor(reader, vocabulary, depth);
    if (sign.kind === '/') {
      if (typeof part !== 'number' || part === 0) throw reader.fault(from, 'a number other than 0');
      scale = finite(reader, from, scale / part);
    } else if (typeof part === 'number') scale = finite(reader, from, scale * part);
    else if (terms === undefined) terms = part;
    else throw reader.fault(from, 'a number', 'scores are weighted, not multiplied');
  }
  return terms === undefined ? scale : weighted(terms, scale);
}

function factor(reader: Reader, vocabulary: Vocabulary, depth: number): Part {
  let weight = 1;
  while (reader.take('-')) weight = -weight;
  return weighted(primary(reader, vocabulary, depth), weight);
}

function primary(reader: Reader, vocabulary: Vocabulary, depth: number): Part {
  const token = reader.peek();
  if (reader.take('number')) return finite(reader, token, Number(token.text));
  if (reader.take('(')) {
    if (depth === DEEPEST) throw reader.fault(token, `at most ${DEEPEST} parentheses within each other`);
    const part = sum(reader, vocabulary, depth + 1);
    reader.expect(')', '")"');
    return part;
  }
  const { text } = reader.expect('name', 'a score, a number or "("');
  if (!vocabulary.scores.includes(text.split('/')[0]!)) {
    const remedy = text.includes('-') ? 'correct it; a minus needs a space before it' : 'correct it';
    throw reader.fault(token, `a score among ${vocabulary.scores.join(', ')}`, remedy);
  }
  if (!reader.take('[')) return [{ weight: 1, score: text, cell: {} }];
  const cell = readLevels(reader, vocabulary, ']');
  reader.expect(']', '"]"');
  return [{ weight: 1, score: text, cell }];
}

function weighted(part: Part, weight: number): Part {
  if (typeof part === 'number') return part * weight;
  return weight === 1 ? part : part.map((term) => ({ ...term, weight: term.weight * weight }));
}

function finite(reader: Reader, at: Token, value: number): number {
  if (Number.isFinite(value)) return value;
  throw reader.fault(at, 'a finite number');
}
