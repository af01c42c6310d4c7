/** A procedure's result as lines for people: nested names indented, intervals in brackets, six digits. */
export function statText(title: string, result: Readonly<Record<string, unknown>>): string {
  return [title, ...linesOf(result, '  ')].join('\n');
}

function linesOf(record: Readonly<Record<string, unknown>>, indent: string): string[] {
  return Object.entries(record).flatMap(([name, entry]) => {
    if (isRecord(entry)) {
      const { value, ci95, ...rest } = entry;
      const headline = value !== undefined && ci95 !== undefined;
      if (!headline) return [`${indent}${name}`, ...linesOf(entry, `${indent}  `)];
      return [`${indent}${name} ${shown(value)} ${shown(ci95)}`, ...linesOf(rest, `${indent}  `)];
    }
    if (Array.isArray(entry) && entry.some(isRecord)) {
      return [`${indent}${name}`, ...entry.map((item) => `${indent}  ${inline(item)}`)];
    }
    return [`${indent}${name} ${shown(entry)}`];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inline(value: unknown): string {
  if (!isRecord(value)) return shown(value);
  return Object.entries(value)
    .map(([name, entry]) => `${name} ${shown(entry)}`)
    .join('  ');
}

function shown(value: unknown): string {
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  return value === null ? 'undefined' : String(value);
}
