import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Counted } from '../../../harness/pipeline/compute-statistics.ts';

const counted: Readonly<Record<Counted, true>> = { resamples: true, points: true, losses: true };

describe('the schema of a run', () => {
  it('knows all that n may count', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../../harness/schemas/run.schema.json', import.meta.url), 'utf8'),
    ) as { definitions: Record<string, { properties?: { counts?: { enum: readonly string[] } } }> };
    const [stated] = Object.values(schema.definitions).flatMap(({ properties }) => properties?.counts ?? []);
    expect(stated!.enum).to.have.members(Object.keys(counted));
  });
});
