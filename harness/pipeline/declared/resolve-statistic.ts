import { parseContrast } from '../../language/contrast/parse.ts';
import type { Vocabulary } from '../../language/contrast/vocabulary.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { Point, StatisticDeclaration, Term } from '../experiment.ts';
import {
  type DeclaredPoint,
  type DeclaredStatistic,
  type Levels,
  listOf,
  type PlaceOf,
} from './declaration.ts';

/** A statistic with its contrasts as terms and with what it leaves out: a bootstrap over subjects, by data set. */
export function resolveStatistic(
  declared: DeclaredStatistic,
  pointer: string,
  vocabulary: Vocabulary,
  placeOf: PlaceOf,
): StatisticDeclaration {
  const { id, title, by = 'dataset', where, procedure = 'bootstrap', x, y, independent, points } = declared;
  const { options = procedure === 'bootstrap' ? { scheme: 'subject' } : {} } = declared;
  assertOneForm(declared, placeOf(pointer));
  const terms = (text: string, at: string): readonly Term[] =>
    parseContrast({ text, where: placeOf(`${pointer}/${at}`) }, vocabulary);
  return {
    id,
    title,
    by: listOf(by),
    ...(where !== undefined && { where: resolveWhere(where) }),
    procedure,
    options,
    ...(x !== undefined && { x: terms(x, 'x') }),
    ...(y !== undefined && { y: terms(y, 'y') }),
    ...(independent !== undefined && { independent }),
    ...(points && {
      points: points.map((point, i) => resolvePoint(point, (text, at) => terms(text, `points/${i}/${at}`))),
    }),
  };
}

/** Levels by factor, each a list. */
export function resolveWhere(where: Levels): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(where).map(([factor, levels]) => [factor, listOf(levels)]));
}

function resolvePoint(
  { at, of, ...names }: DeclaredPoint,
  terms: (text: string, at: string) => readonly Term[],
): Point {
  return { ...names, at: typeof at === 'number' ? at : terms(at, 'at'), terms: terms(of, 'of') };
}

function assertOneForm({ x, y, points }: DeclaredStatistic, where: string): void {
  if (points ? x === undefined && y === undefined : x !== undefined) return;
  const got = Object.entries({ x, y, points }).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  throw new InputError({
    where,
    expected: 'x, x and y, or points',
    got: got.join(' and ') || 'none of them',
    remedy: 'say what the statistic is of',
  });
}
