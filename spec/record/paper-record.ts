import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../harness/edges/files/package-root.ts';
import { validated } from '../../harness/edges/files/schemas.ts';
import type { PrintedRecord } from '../../harness/record/record.ts';

/** The paper's record, as it lies in the repository. */
export function paperRecord(): PrintedRecord {
  const path = 'experiments/record/paper.json';
  return validated('record', JSON.parse(readFileSync(join(packageRoot, path), 'utf8')), path);
}
