import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Truths } from './papers.ts';
import type { JudgedClaims } from './verdict-table.ts';

const golden = resolve(import.meta.dirname, '..', '..', 'golden');

/** What `npm run calibrate` wrote of verdicts. */
export const known = JSON.parse(readFileSync(join(golden, 'known-papers.json'), 'utf8')) as {
  readonly papers: number;
  readonly claims: readonly JudgedClaims[];
  readonly unlikeArms: { readonly papers: number; readonly refused: number };
  readonly truths: Truths;
  /** A letter a claim, by paper. */
  readonly outcomes: readonly string[];
};
