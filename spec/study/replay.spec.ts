import { expect } from 'chai';
import { commandFor } from '../../harness/study/replay.ts';

const small = { id: 'small', tier: 'embedded', default: true } as const;
const large = { id: 'large', tier: 'embedded' } as const;
const real = { id: 'real', tier: 'paper' } as const;
const replay = { command: 'npx latent-sr reproduce', profiles: [large, real, small] };

describe('the command that runs a study again', () => {
  it('names the profile that ran, unless that is the one that runs unasked', () => {
    expect(commandFor(replay, 'embedded', small, 'K1')).to.equal('npx latent-sr reproduce --only K1');
    expect(commandFor(replay, 'embedded', large, 'K1')).to.equal(
      'npx latent-sr reproduce --only K1 --profile large',
    );
  });

  it('names a profile of another tier, the default one before others; undefined where there is none', () => {
    expect(commandFor(replay, 'paper', small, 'K1')).to.equal(
      'npx latent-sr reproduce --only K1 --profile real',
    );
    expect(commandFor(replay, 'embedded', real)).to.equal('npx latent-sr reproduce --profile small');
    expect(commandFor(replay, 'imported', small)).to.equal(undefined);
  });

  it('leaves out the profile where there is only one', () => {
    expect(commandFor({ ...replay, profiles: [real] }, 'paper', real, 'K1')).to.equal(
      'npx latent-sr reproduce --only K1',
    );
  });
});
