import { expect } from 'chai';
import { runsInProfile } from '../../harness/pipeline/runs-in-profile.ts';

describe('the experiments that a profile runs', () => {
  const plain = { id: 'plain' };
  const unlisted = { id: 'aside', listed: true } as const;
  const ran = (profile: object) =>
    [plain, unlisted].filter((each) => runsInProfile(profile, each)).map(({ id }) => id);

  it('are all but those that run where a profile lists them', () => {
    expect(ran({})).to.deep.equal(['plain']);
    expect(ran({ besides: ['aside'] })).to.deep.equal(['plain', 'aside']);
    expect(ran({ besides: ['other'] })).to.deep.equal(['plain']);
  });

  it('are those alone that it lists, where it lists any', () => {
    expect(ran({ experiments: ['aside'] })).to.deep.equal(['aside']);
    expect(ran({ experiments: ['plain'], besides: ['aside'] })).to.deep.equal(['plain']);
    expect(ran({ experiments: [] })).to.deep.equal([]);
  });
});
