import type { Command } from 'commander';
import { InputError } from '../../numeric/input-error.ts';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

/** `latent-sr explain [WORD]`: what a name or a key of declarations means. */
export const registerExplain: Register = (program) => {
  program
    .command('explain')
    .description(
      'say what a metric, procedure, sampler or any other word of declarations means; without one, list them; the plural of a catalogue, as rules, means all of it',
    )
    .argument(
      '[word]',
      'a name of a catalogue or a key of a declaration, such as psnr, respaced, rules or samplesPerDataset',
    )
    .option('--json', 'print one JSON document')
    .action(answering(explainWord));
};

async function explainWord(word: string | undefined, _flags: object, _command: Command): Promise<Answer> {
  const [
    { explain, nearestWords },
    { groups },
    { allSchemas },
    { measuredFacts },
    { explanationText, groupsText },
  ] = await Promise.all([
    import('../../glossary/explain.ts'),
    import('../../glossary/groups.ts'),
    import('../files/all-schemas.ts'),
    import('../files/measured-facts.ts'),
    import('./explanation-text.ts'),
  ]);
  if (word === undefined) {
    const listed = groups.map(({ name, title, entries }) => {
      return {
        name,
        title,
        words: entries.map(({ word: known, title: own }) => ({ word: known, title: own })),
      };
    });
    return { document: { command: 'explain', groups: listed }, text: groupsText(listed) };
  }
  const schemas = allSchemas();
  const explanation = explain(word, schemas, measuredFacts());
  if (explanation.entries.length + explanation.keys.length > 0) {
    return { document: { command: 'explain', ...explanation }, text: explanationText(explanation) };
  }
  const near = nearestWords(word, schemas);
  throw new InputError({
    where: 'latent-sr explain',
    expected:
      near.length > 0
        ? `a word such as ${near.join(', ')}`
        : 'a name of a catalogue or a key of a declaration',
    got: JSON.stringify(word),
    remedy: 'correct it, or run latent-sr explain alone for the list',
  });
}
