import { expect } from 'chai';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { groups } from '../../../harness/glossary/groups.ts';
import { rules } from '../../../harness/record/rules/catalogue.ts';
import { runCli } from './run-cli.ts';

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await runCli(['explain', ...args, '--json']);
  expect([code, stderr]).to.deep.equal([0, '']);
  return validated<Record<string, unknown>>('explain', JSON.parse(stdout), 'stdout');
};

describe('latent-sr explain', () => {
  before(() => runCli(['explain', 'psnr'])); // builds where a source is newer

  it('says what a name is, with its options, their defaults and what they may be', async () => {
    const { code, stdout } = await runCli(['explain', 'respaced']);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^respaced \(sampler\): .*\nDeterministic DDIM \(Song et al\. 2021/);
    expect(stdout).to.include("steps: T', the number of steps");
    expect(stdout).to.include('an integer at least 1; must be given');
    expect(stdout).to.include('one of linspace, trailing; default "linspace"');
  });

  it('says what a key is and where it stands, capitals or not', async () => {
    const { stdout } = await runCli(['explain', 'samplesperdataset']);
    expect(stdout).to.include('/samplesPerDataset (key of experiment)\nAt most so many samples');
    expect(stdout).to.include('/samplesPerDataset (key of profile)');
  });

  it('gives every meaning of a word that has several', async () => {
    const { entries, keys } = (await json('hallucination')) as Record<
      string,
      { group?: string; of?: string }[]
    >;
    expect(entries!.map(({ group }) => group)).to.deep.equal(['metric']);
    expect(keys!.map(({ of }) => of)).to.include('experiment');
  });

  it('lists the words of every catalogue where it is asked for none', async () => {
    const { stdout } = await runCli(['explain']);
    for (const { title, entries } of groups) {
      expect(stdout).to.include(title);
      for (const { word } of entries) expect(stdout).to.include(`  ${word}`);
    }
    expect(Object.keys(await json())).to.deep.equal(['command', 'groups']);
  });

  it('says of every rule its options, an example, its law and its power', async () => {
    const { entries } = (await json('rules')) as Record<string, { word: string; facts: object }[]>;
    expect(entries!.map(({ word }) => word)).to.deep.equal(rules.map(({ name }) => name));
    for (const { word, facts } of entries!) {
      expect(facts, `${word}: npm run schemas`).to.have.all.keys('example', 'law', 'power');
    }
    const { stdout } = await runCli(['explain', 'correlation-identities']);
    expect(stdout).to.match(
      /r2: The printed R2\.\n {4}a figure, a number, or arithmetic on such; may be left out/,
    );
    expect(stdout).to.match(/power: of one printed value that is wrong it finds: last digit one off \d+ %, /);
  });

  for (const [word, near] of [
    ['pnsr', 'psnr'],
    ['wilcoxen', 'wilcoxon'],
    ['seedz', 'seed'],
    ['spectrum', 'power-spectrum'],
    ['ddim', 'respaced'],
    ['GRIMMER', 'grim'],
  ] as const) {
    it(`suggests ${near} for ${word}`, async () => {
      const { code, stdout, stderr } = await runCli(['explain', word]);
      expect([code, stdout]).to.deep.equal([1, '']);
      expect(stderr).to.match(new RegExp(`expected a word such as .*\\b${near}\\b.*, got "${word}"`));
    });
  }

  it('suggests nothing for what is like no word', async () => {
    const { code, stderr } = await runCli(['explain', 'zzzzzzzzzz']);
    expect(code).to.equal(1);
    expect(stderr).to.include('expected a name of a catalogue or a key of a declaration, got "zzzzzzzzzz"');
  });
});
