import { expect } from 'chai';
import { type DeclaredProfile, resolveProfile } from '../../harness/pipeline/declared/resolve-profile.ts';

const whole: DeclaredProfile = {
  id: 'whole',
  title: 'Whole',
  description: 'All of it',
  tier: 'embedded',
  datasets: { knee: 'knees', brain: 'brains' },
  main: ['knee', 'brain'],
  autoencoders: { medical: 'own' },
  denoisers: { x0: 'x0' },
  restorers: {},
  samplers: { main: { kind: 'respaced', steps: 20, startScale: 1 } },
  training: { steps: 20, subjects: 24 },
  experiments: ['a'],
  seed: 42,
  samplesPerDataset: 6,
};
const resolved = (...profiles: DeclaredProfile[]) => {
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  return resolveProfile(profiles[0]!.id, [...byId.keys()], (id) => byId.get(id)!);
};

describe('a profile', () => {
  it('that extends none is as it stands', () => {
    expect(resolved(whole)).to.deep.equal(whole);
  });

  it('that extends another has its roles besides or in place of those, and else what it says itself', () => {
    const small: DeclaredProfile = {
      id: 'small',
      extends: 'whole',
      title: 'Small',
      datasets: { brain: null, chest: 'chests' },
      samplers: { main: { kind: 'one-step' }, more: null },
      main: ['knee'],
      samplesPerDataset: null,
    };
    expect(resolved(small, whole)).to.deep.equal({
      ...whole,
      id: 'small',
      title: 'Small',
      datasets: { knee: 'knees', brain: null, chest: 'chests' },
      // One sampler takes the place of another as a whole.
      samplers: { main: { kind: 'one-step' }, more: null },
      main: ['knee'],
      samplesPerDataset: null,
    });
  });

  it('does not take over which runs unasked, which is its full size, what follows it or what foretells it', () => {
    const said = {
      default: true,
      caveat: 'of few',
      full: 'large',
      afterwards: 'real',
      foretoldBy: { profile: 'a', there: 'b', here: 'c' },
    };
    expect(resolved({ id: 'more', extends: 'whole' }, { ...whole, ...said })).to.deep.equal({
      ...whole,
      id: 'more',
    });
  });

  it('takes away by null what a profile may be without', () => {
    const { training: _, experiments: __, ...rest } = whole;
    const all = { id: 'all', extends: 'whole', training: null, experiments: null };
    expect(resolved(all, whole)).to.deep.equal({ ...rest, id: 'all' });
  });

  it('may extend one that extends another', () => {
    const middle = { id: 'middle', extends: 'whole', seed: 1, datasets: { brain: 'mid' } };
    const { seed, datasets } = resolved(
      { id: 'last', extends: 'middle', datasets: { knee: null } },
      middle,
      whole,
    );
    expect({ seed, datasets }).to.deep.equal({ seed: 1, datasets: { knee: null, brain: 'mid' } });
  });

  it('that extends itself, or one that is not there, is refused by name', () => {
    expect(() => resolved({ id: 'a', extends: 'b' }, { id: 'b', extends: 'a' })).to.throw(
      'experiments/profiles/b.json /extends: expected a profile other than b and a, got "a"',
    );
    expect(() => resolved({ id: 'a', extends: 'none' }, whole)).to.throw(
      'experiments/profiles/a.json /extends: expected a profile among a, whole, got "none"',
    );
  });
});
