/** Columns that a line of JSON may have, as the formatter of the repository counts them. */
const WIDTH = 140;

/** JSON with an object or list on one line wherever it fits, as the formatter keeps it. */
export function printJson(value: unknown): string {
  return `${print(value, 0, 0)}\n`;
}

/** @param taken columns of the first line that are taken already, and of the last one after it */
function print(value: unknown, indent: number, taken: number): string {
  const line = inLine(value);
  if (indent + taken + line.length <= WIDTH || typeof value !== 'object' || value === null) return line;
  const [inner, outer] = [' '.repeat(indent + 2), ' '.repeat(indent)];
  if (Array.isArray(value)) {
    const items = value.map((item) => inner + print(item, indent + 2, 1));
    return `[\n${items.join(',\n')}\n${outer}]`;
  }
  const items = Object.entries(value).map(([key, item]) => {
    const head = `${JSON.stringify(key)}: `;
    return inner + head + print(item, indent + 2, head.length + 1);
  });
  return `{\n${items.join(',\n')}\n${outer}}`;
}

function inLine(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(inLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const items = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inLine(item)}`);
  return items.length === 0 ? '{}' : `{ ${items.join(', ')} }`;
}
