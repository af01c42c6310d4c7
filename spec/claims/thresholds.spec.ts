import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { canonicalJson } from '../../harness/pipeline/canonical.ts';
import { claims } from './planted.ts';

const pinned = JSON.parse(
  readFileSync(new URL('../../golden/thresholds.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;

describe('thresholds of claims', () => {
  for (const { id, parts } of claims) {
    it(`of ${id} are those of golden/thresholds.json, so that none moves unnoticed`, () => {
      const found = parts.flatMap((part) =>
        part.checks.flatMap((check, i) =>
          check.criteria.map(({ label: _, ...criterion }) => `${part.id} ${i}: ${canonicalJson(criterion)}`),
        ),
      );
      expect(found).to.deep.equal(pinned[id]);
    });
  }
});
