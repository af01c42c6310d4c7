import { join } from 'node:path';
import { packageRoot } from '../../harness/edges/files/package-root.ts';
import { readRecord } from '../../harness/edges/files/paper-record.ts';
import type { PrintedRecord } from '../../harness/record/record.ts';

/** The paper's record, as it lies in the repository. */
export function paperRecord(): PrintedRecord {
  const path = 'experiments/record/paper.json';
  return readRecord(join(packageRoot, path), path);
}
