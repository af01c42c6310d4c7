import { InputError } from '../numeric/input-error.ts';
import { atLevel } from './interval-level.ts';
import type { Procedure } from './procedure.ts';

/** What intervals of 95 % are called in results. */
const USUAL = 'ci95';

/**
 * A procedure with intervals of another confidence, called by it: `ci90` in place of `ci95`, in results and in units.
 * At 0.95 the procedure itself. Bands and predictions, whose names say no level, have it too.
 * @throws InputError for a level outside of 0.5 to 0.9999, and when computing, where no interval follows it.
 */
export function procedureAt(procedure: Procedure, level: number): Procedure {
  const name = intervalName(level);
  if (name === USUAL) return procedure;
  return {
    ...procedure,
    units: (options) => renamed(procedure.units(options), name).value,
    compute: (sample, options) => {
      const { value, count } = renamed(
        atLevel(level, () => procedure.compute(sample, options)),
        name,
      );
      if (count > 0) return value;
      throw new InputError({
        where: `level of ${procedure.name}`,
        expected: 'a procedure that gives intervals of 95 %',
        got: 'one whose results have none',
        remedy: 'leave the level out',
      });
    },
  };
}

/** What an interval of this confidence is called: `ci90`, `ci99.9`. @throws InputError for an impossible one. */
export function intervalName(level: number): string {
  if (level >= 0.5 && level <= 0.9999) return `ci${Number((100 * level).toFixed(6))}`;
  throw new InputError({
    where: 'level of intervals',
    expected: 'a confidence from 0.5 to 0.9999, such as 0.9',
    got: String(level),
    remedy: level > 1 && level < 100 ? `write ${level / 100} for ${level} %` : 'correct it',
  });
}

/** The structure with its intervals renamed, and how many there are. */
function renamed<Part extends object>(
  part: Part,
  name: string,
): { readonly value: Part; readonly count: number } {
  let count = 0;
  const within = (entry: unknown): unknown => {
    if (Array.isArray(entry)) return entry.map(within);
    if (typeof entry !== 'object' || entry === null) return entry;
    return Object.fromEntries(
      Object.entries(entry).map(([key, inner]) => {
        if (key === USUAL) count++;
        return [key === USUAL ? name : key, within(inner)];
      }),
    );
  };
  return { value: within(part) as Part, count };
}
