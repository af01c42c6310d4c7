import { evenly } from '../../../datasets/slice-selection.ts';
import { InputError } from '../../../numeric/input-error.ts';

/** A slice or frame by its number, counted from 0, or as a fraction of the way from the first to the last. */
export type Place = { readonly index: number } | { readonly fraction: number };

/** Those from one place to another, both included: all of them, every so many, or so many spread evenly. */
export interface Span {
  readonly from: Place;
  readonly to: Place;
  readonly every?: number;
  readonly count?: number;
}

/** How places and spans are written, for messages. */
export const placesMeant =
  'N, 50%, 10..30, 40%..60%, 10..30:2 (every second), 40%..60%x5 (five of them) or all';

/** `12`, `50%`, `10..30`, `40%..60%`, `10..30:2`, `40%..60%x5` or `all`; undefined for another text. */
export function placeIn(text: string): Place | Span | undefined {
  if (text === 'all') return { from: { index: 0 }, to: { fraction: 1 } };
  const [, start, end, sign, amount] = /^([\d.]+%?)\.\.([\d.]+%?)(?:([:x])(\d{1,5}))?$/.exec(text) ?? [];
  if (start === undefined) return pointIn(text);
  const [from, to, number] = [pointIn(start), pointIn(end), Number(amount)];
  if (!from || !to || (sign !== undefined && number < 1)) return undefined;
  return { from, to, ...(sign === ':' && { every: number }), ...(sign === 'x' && { count: number }) };
}

/**
 * The numbers of a place or span among so many, ascending. Of n between a and b, the i-th is
 * a + floor(i (b - a + 1) / n), as {@link evenly} spreads them.
 * @throws InputError when an end is not there, comes before the beginning, or the span has fewer than are asked for.
 */
export function placesOf(place: Place | Span, count: number, where: string): readonly number[] {
  if (!('from' in place)) return [placeOf(place, count, where)];
  const [first, last] = [placeOf(place.from, count, where), placeOf(place.to, count, where)];
  if (last < first) throw refused(where, 'a span that ends after its beginning', `${first} to ${last}`);
  const there = last - first + 1;
  if (place.count !== undefined) {
    if (place.count > there)
      throw refused(where, `${place.count} in the span`, `${there} from ${first} to ${last}`);
    return evenly(first, there, place.count);
  }
  const every = place.every ?? 1;
  return Array.from({ length: Math.ceil(there / every) }, (_, i) => first + i * every);
}

/** The slice's or frame's number among so many. @throws InputError when there is no such one. */
function placeOf(place: Place, count: number, where: string): number {
  const index = 'index' in place ? place.index : Math.round(place.fraction * (count - 1));
  if (index < count) return index;
  throw refused(where, `a number from 0 to ${count - 1}`, `${index}`);
}

function pointIn(text: string): Place | undefined {
  if (/^\d{1,7}$/.test(text)) return { index: Number(text) };
  const percent = /^(\d{1,3}(?:\.\d+)?)%$/.exec(text)?.[1];
  return percent !== undefined && Number(percent) <= 100 ? { fraction: Number(percent) / 100 } : undefined;
}

function refused(where: string, expected: string, got: string): InputError {
  return new InputError({ where, expected, got, remedy: 'choose what is there' });
}
