import { InputError } from '../numeric/input-error.ts';
import type { GoldenStatistic } from './golden.ts';
import type { GoldenFile, History } from './golden-file.ts';
import type { Tolerance } from './tolerance.ts';

/** Golden values as they are written: rules by name, and of each value a line that says which number it is. */
export interface WrittenGolden {
  readonly profile: string;
  readonly experiment: string;
  readonly seeds: readonly number[];
  readonly engine: string;
  readonly trained: boolean;
  readonly rules: Readonly<Record<string, Tolerance>>;
  /** Values that are held to the same rules. */
  readonly values: readonly {
    readonly repeated: string;
    readonly another?: string;
    readonly retrained?: string;
    /** By statistic, levels of its group and pointer into its result: `gap dataset=knee /ci95/0`. */
    readonly expected: Readonly<Record<string, number | readonly number[]>>;
  }[];
  readonly history: History;
}

/**
 * The golden values that a document holds.
 * @param where the file, for messages
 * @throws InputError for a rule that is not there, a number that stands twice, or one without a value of each seed.
 */
export function readGolden(written: WrittenGolden, where: string): GoldenFile {
  const { rules } = written;
  const ruleNamed = (name: string, place: string): Tolerance => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule) return rule;
    throw new InputError({
      where: `${where} ${place}`,
      expected: `a rule among ${Object.keys(rules).join(', ')}`,
      got: JSON.stringify(name),
      remedy: 'correct the name or add the rule',
    });
  };
  const statistics = new Map<
    string,
    GoldenStatistic & { readonly expected: Record<string, number | readonly number[]> }
  >();
  written.values.forEach(({ repeated: rule, another, retrained, expected }, i) => {
    const place = `/values/${i}`;
    const repeated = ruleNamed(rule, `${place}/repeated`);
    const others = {
      ...(another !== undefined && { another: ruleNamed(another, `${place}/another`) }),
      ...(retrained !== undefined && { retrained: ruleNamed(retrained, `${place}/retrained`) }),
    };
    for (const [key, value] of Object.entries(expected)) {
      const { name, pointer, ...of } = partsOf(key);
      const known = statistics.get(name);
      const alike =
        known?.repeated === repeated &&
        known.another === others.another &&
        known.retrained === others.retrained;
      if (known && (!alike || pointer in known.expected)) throw twice(where, place, name);
      if (typeof value !== 'number' && value.length !== written.seeds.length)
        throw unlike(`${where} ${place}/expected/${key}`, written.seeds.length, value.length);
      const entry = known ?? { ...of, repeated, ...others, expected: {} };
      entry.expected[pointer] = value;
      statistics.set(name, entry);
    }
  });
  const { profile, experiment, seeds, engine, trained, history } = written;
  return { profile, experiment, seeds, engine, trained, rules, values: [...statistics.values()], history };
}

/** `gap dataset=knee seed=first /ci95/0`; the schema lets no other form in. */
function partsOf(key: string) {
  const at = key.indexOf(' /');
  const name = key.slice(0, at);
  const [statistic, ...levels] = name.split(' ') as [string, ...string[]];
  const group = Object.fromEntries(levels.map((level) => level.split('=') as [string, string]));
  return { name, statistic, group, pointer: key.slice(at + 1) };
}

function twice(where: string, place: string, name: string): InputError {
  return new InputError({
    where: `${where} ${place}`,
    expected: 'every statistic of a group under one rule',
    got: `${name} a second time`,
    remedy: 'move its values together',
  });
}

function unlike(where: string, seeds: number, values: number): InputError {
  return new InputError({
    where,
    expected: `a value of each of ${seeds} seeds`,
    got: `${values}`,
    remedy: 'take it again by golden update',
  });
}
