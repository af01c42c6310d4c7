import type { GoldenFile, GoldenVerdictsFile, History } from './golden-file.ts';
import type { Tolerance } from './tolerance.ts';
import {
  anotherTolerance,
  arithmeticTolerance,
  repeatedTolerance,
  retrainedTolerance,
} from './usual-tolerances.ts';

/**
 * The text of a golden file: one value a line, in the order of their names, whatever that of the values.
 * @param $schema where its schema lies, for editors
 */
export function goldenText(
  { profile, experiment, seeds, engine, trained, values, rules = {}, history }: GoldenFile,
  $schema = '../../harness/schemas/golden.schema.json',
): string {
  const named = namedRules(values, rules);
  const nameOf = (rule: Tolerance) => named.get(identity(rule))!.name;
  const sections = new Map<string, { heads: object; lines: (readonly [key: string, value: string])[] }>();
  for (const { statistic, group, repeated, another, retrained, expected } of values) {
    const heads = {
      repeated: nameOf(repeated),
      ...(another && { another: nameOf(another) }),
      ...(retrained && { retrained: nameOf(retrained) }),
    };
    const section = sections.get(inline(heads)) ?? { heads, lines: [] };
    sections.set(inline(heads), section);
    const levels = Object.entries(group).map(([factor, level]) => `${factor}=${level}`);
    for (const [pointer, value] of Object.entries(expected)) {
      section.lines.push([[statistic, ...levels, pointer].join(' '), inline(value)]);
    }
  }
  const held = inOrder([...sections]).map(([, { heads, lines }]) => {
    const sorted = inOrder(lines).map(([key, value]) => `${JSON.stringify(key)}: ${value}`);
    return block('{', [...members(heads), block('"expected": {', sorted, '}')], '}');
  });
  const told = inOrder([...named.values()].map(({ name, rule }) => [name, rule] as const));
  return document({ $schema, profile, experiment, seeds, engine, trained }, [
    block('"rules": {', told.map(ruleText), '}'),
    block('"values": [', held, ']'),
    historyText(history),
  ]);
}

/** The text of a file of golden verdicts: one verdict a line. */
export function verdictsText(
  { profile, verdicts, history }: GoldenVerdictsFile,
  $schema = '../../harness/schemas/golden-verdicts.schema.json',
): string {
  return document({ $schema, profile }, [
    block('"verdicts": [', verdicts.map(inline), ']'),
    historyText(history),
  ]);
}

const usual = {
  arithmetic: arithmeticTolerance,
  repeated: repeatedTolerance,
  another: anotherTolerance,
  retrained: retrainedTolerance,
};

/** The rules of values with their names: those that the file gave, the usual ones, or a number. */
function namedRules(values: GoldenFile['values'], given: Readonly<Record<string, Tolerance>>) {
  const all = values.flatMap(({ repeated, another, retrained }) => [
    repeated,
    ...(another ? [another] : []),
    ...(retrained ? [retrained] : []),
  ]);
  const names = new Map(Object.entries({ ...usual, ...given }).map(([name, rule]) => [identity(rule), name]));
  const rules = inOrder([...new Map(all.map((rule) => [identity(rule), rule]))]);
  return new Map(
    rules.map(([text, rule], i) => [text, { name: names.get(text) ?? `rule-${i + 1}`, rule }] as const),
  );
}

function inOrder<T>(
  entries: readonly (readonly [name: string, T])[],
): readonly (readonly [name: string, T])[] {
  return entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function identity({ kind, size, floor, reason, source }: Tolerance): string {
  return JSON.stringify([kind, size, floor?.absolute, floor?.relative, reason, source]);
}

function ruleText([name, { kind, size, floor, reason, source }]: readonly [string, Tolerance]): string {
  return block(
    `${JSON.stringify(name)}: {`,
    members({ kind, size, ...(floor && { floor }), reason, source }),
    '}',
  );
}

function historyText(history: History): string {
  return block('"history": [', history.map(inline), ']');
}

function document(head: object, parts: readonly string[]): string {
  return `${block('{', [...members(head), ...parts], '}')}\n`;
}

function members(record: object): readonly string[] {
  return Object.entries(record).map(([key, value]) => `${JSON.stringify(key)}: ${inline(value)}`);
}

function block(open: string, items: readonly string[], close: string): string {
  if (items.length === 0) return open + close;
  const lines = items.join(',\n').split('\n');
  return [open, ...lines.map((line) => `  ${line}`), close].join('\n');
}

/** JSON on one line, spaced as the formatter does. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${members(value).join(', ')} }`;
}
