import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { faults, specsOf } from './planted.ts';

describe('the list of planted faults', () => {
  it('says why, where the smoke profile cannot see one', () => {
    const unseen = faults.filter(({ unseenBySmoke }) => unseenBySmoke !== undefined);
    expect(unseen.length).to.be.below(faults.length / 5);
    for (const { id, unseenBySmoke } of unseen) expect(unseenBySmoke!.length, id).to.be.above(20);
  });

  it('has at least 60, each with a name, a place that stands once, and specifications that must see it', () => {
    expect(faults.length).to.be.at.least(60);
    expect(new Set(faults.map(({ id }) => id)).size).to.equal(faults.length);
    for (const fault of faults) {
      const text = readFileSync(new URL(`../../${fault.file}`, import.meta.url), 'utf8');
      expect(text.split(fault.from).length - 1, fault.id).to.equal(1);
      expect(fault.to, fault.id).to.not.equal(fault.from);
      expect(specsOf(fault), fault.id).to.not.be.empty;
    }
  });
});
