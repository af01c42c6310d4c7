import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { drawnFiles, generatedFiles, measuredFiles } from './files.ts';

const root = resolve(import.meta.dirname, '..', '..');
for (const [path, text] of Object.entries({
  ...generatedFiles(),
  ...drawnFiles(),
  ...measuredFiles(),
}))
  writeFileSync(join(root, path), text);
