import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import Handlebars from 'handlebars';
import { packageRoot } from '../files/package-root.ts';
import { schemaLink } from '../files/schema-link.ts';
import type { StartingPoint } from './starting-point.ts';

const templates = join(packageRoot, 'harness', 'edges', 'init', 'templates');

/**
 * The texts of a new workspace's files, by path.
 * @param folder where it will lie, for the links to schemas
 */
export function renderWorkspace(
  folder: string,
  { parts, values }: Pick<StartingPoint, 'parts' | 'values'>,
): ReadonlyMap<string, string> {
  const found = parts.flatMap((part) => filesOf(join(templates, part)).map((name) => ({ part, name })));
  return new Map(
    found.map(({ part, name }) => {
      const path = name.replace(/\.hbs$/, '');
      const engine = Handlebars.create();
      engine.registerHelper('json', inOneLine);
      engine.registerHelper('schema', (schema: string) =>
        JSON.stringify(schemaLink(folder, join(folder, path), schema)),
      );
      const text = readFileSync(join(templates, part, name), 'utf8').replace(/\r\n/g, '\n');
      return [path, engine.compile(text, { strict: true })(values)];
    }),
  );
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => name.split(sep).join('/'))
    .sort();
}

/** JSON as people write it in one line; line breaks within texts are escaped in either. */
function inOneLine(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replace(/([[{])\n\s*/g, (_, open: string) => (open === '{' ? '{ ' : '['))
    .replace(/\n\s*([\]}])/g, (_, close: string) => (close === '}' ? ' }' : ']'))
    .replace(/\n\s*/g, ' ');
}
