import { join } from 'node:path';
import { type CoverageTable, coverageFacts } from '../../glossary/coverage-facts.ts';
import type { Measured } from '../../glossary/explain.ts';
import { readJson } from './declarations.ts';
import { packageRoot } from './package-root.ts';

/** What was measured: of the rules of the record an example, the law and the power; of procedures how often intervals hold the truth. */
export function measuredFacts(): Measured {
  const golden = (name: string) => readJson(join(packageRoot, 'golden', name), `golden/${name}`);
  return {
    ...(golden('rules.json') as Measured),
    procedure: coverageFacts(golden('coverage.json') as unknown as CoverageTable),
  };
}
