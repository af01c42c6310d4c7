import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../pipeline/canonical.ts';
import { packageRoot } from '../files/package-root.ts';

const folder = join(packageRoot, 'reports');

/** The text of a template, with line feeds whatever the checkout made of them. */
export function templateText(name: string): string {
  return readFileSync(join(folder, `${name}.hbs`), 'utf8').replace(/\r\n/g, '\n');
}

/** SHA-256 over all templates, by which a rerun sees that the report would look different. */
export function templatesVersion(): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.hbs'));
  return sha256(
    names
      .sort()
      .map((name) => sha256(templateText(name.slice(0, -'.hbs'.length))))
      .join('\n'),
  );
}
