import type { Absent } from './evidence.ts';

/** The assets that would bring all that is absent; none where something else is missing too. */
export function unfetchedOf(absent: readonly Absent[]): readonly string[] {
  const assets = absent.flatMap(({ unfetched }) => unfetched ?? []);
  return assets.length === absent.length ? [...new Set(assets)] : [];
}
