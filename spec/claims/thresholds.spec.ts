import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Criterion } from '../../harness/claims/claim.ts';
import { claims } from './planted.ts';
import { thresholdsOf } from './threshold-text.ts';

const pinned = JSON.parse(
  readFileSync(new URL('../../golden/thresholds.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;

describe('thresholds of claims', () => {
  for (const claim of claims) {
    it(`of ${claim.id} are those of golden/thresholds.json, so that none moves unnoticed`, () => {
      expect(thresholdsOf(claim)).to.deep.equal(pinned[claim.id]);
    });
  }

  it('are pinned for no claim that is not there', () => {
    expect(Object.keys(pinned)).to.have.members(claims.map(({ id }) => id));
  });

  it('are told apart in all that decides, and not by their label', () => {
    const criterion: Criterion = {
      label: 'l',
      statistic: 's',
      value: '/mean',
      interval: '/ci95',
      comparator: { kind: 'within', low: 0, high: 1 },
    };
    const text = (changed: Partial<Criterion>) =>
      thresholdsOf({
        parts: [{ id: 'p', checks: [{ criteria: [{ ...criterion, ...changed }] }] }],
      } as unknown as Parameters<typeof thresholdsOf>[0])[0]!;
    const changes: readonly Partial<Criterion>[] = [
      {},
      { statistic: 't' },
      { value: '/median' },
      { interval: null },
      { interval: '/ci90' },
      { where: { dataset: ['knee'] } },
      { where: { dataset: ['knee', 'brain'] } },
      { where: { seed: ['knee'] } },
      { comparator: { kind: 'near', low: 0, high: 1 } },
      { comparator: { kind: 'within', low: 0, high: 2 } },
      { comparator: { kind: 'above', bound: 0 } },
      { comparator: { kind: 'below', bound: 0 } },
    ];
    expect(new Set(changes.map(text))).to.have.length(changes.length);
    expect(text({ label: 'other' })).to.equal(text({}));
    expect(text({})).to.equal('p 0: s /mean [/ci95] within 0 .. 1');
  });
});
