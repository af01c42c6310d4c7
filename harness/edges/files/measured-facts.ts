import { join } from 'node:path';
import type { Measured } from '../../glossary/explain.ts';
import { readJson } from './declarations.ts';
import { packageRoot } from './package-root.ts';

/** What was measured of the rules of the record: an example, the law and the power of each. */
export function measuredFacts(): Measured {
  return readJson(join(packageRoot, 'golden', 'rules.json'), 'golden/rules.json') as Measured;
}
