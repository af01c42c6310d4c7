import { expect } from 'chai';
import { readClaims } from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';

describe("claims in the paper's tier", () => {
  it('have a check of every part, or a sentence why not', () => {
    const parts = readClaims(workspaceAt(undefined, {})).items.flatMap(({ id, parts: own }) =>
      own.map((part) => ({ id: `${id} ${part.id}`, part })),
    );
    const checked = ({ part }: (typeof parts)[number]) =>
      part.checks.some(({ tiers }) => tiers.includes('paper'));
    const open = parts.filter((each) => !checked(each));
    expect(open.filter(({ part }) => part.needs === undefined).map(({ id }) => id)).to.deep.equal([]);
    // What has a check has no sentence why not.
    expect(open.map(({ id }) => id)).to.deep.equal(['C33 whole']);
  });
});
