import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedFiles, lookedAtFiles, measuredFiles } from './files.ts';

const root = resolve(import.meta.dirname, '..', '..');
for (const [path, text] of Object.entries({
  ...generatedFiles(),
  ...lookedAtFiles(),
  ...measuredFiles(),
}))
  writeFileSync(join(root, path), text);
