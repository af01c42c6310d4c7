import { join } from 'node:path';
import type { KnownClaims } from '../../report/judge-errors.ts';
import { readJson } from './declarations.ts';
import { packageRoot } from './package-root.ts';

/** `golden/known-papers.json`: what the judge says of papers whose truth is known. */
export interface KnownPapers {
  readonly papers: number;
  readonly claims: readonly KnownClaims[];
}

/** How often the judge errs, measured on synthetic papers. */
export function knownPapers(): KnownPapers {
  return readJson(
    join(packageRoot, 'golden', 'known-papers.json'),
    'golden/known-papers.json',
  ) as unknown as KnownPapers;
}
