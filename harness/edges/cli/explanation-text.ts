import type { ExplainedEntry, ExplainedKey, Explanation } from '../../glossary/explain.ts';

/** What is known of a word, as people read it. */
export function explanationText({ entries, keys }: Explanation): string {
  return [...entries.map(entryText), ...keys.map(keyText)].join('\n\n');
}

/** The words of every catalogue, a line each. */
export function groupsText(
  groups: readonly {
    readonly name: string;
    readonly title: string;
    readonly words: readonly { readonly word: string; readonly title: string }[];
  }[],
): string {
  const blocks = groups.map(({ name, title, words }) => {
    const width = Math.max(...words.map(({ word }) => word.length));
    return [
      `${title} (${name})`,
      ...words.map(({ word, title: own }) => `  ${word.padEnd(width)}  ${own}`),
    ].join('\n');
  });
  return blocks.join('\n\n');
}

function entryText({ group, word, title, description, facts, options }: ExplainedEntry): string {
  const lines = options.map((option) => {
    const preset =
      'default' in option
        ? `; default ${JSON.stringify(option.default)}`
        : option.optional
          ? '; may be left out'
          : '; must be given';
    return [`  ${option.name}: ${option.description}`, `    ${option.values}${preset}`].join('\n');
  });
  return [
    `${word} (${group}): ${title}`,
    description,
    ...Object.entries(facts).map(([label, phrase]) => `${label}: ${phrase}`),
    ...(lines.length > 0 ? ['options:', ...lines] : []),
  ].join('\n');
}

function keyText({ of, pointer, description, values }: ExplainedKey): string {
  return [`${pointer} (key of ${of})`, description, ...(values === '' ? [] : [`may be ${values}`])].join(
    '\n',
  );
}
