import type { Paragraph } from './document.ts';

/** A count of a number of cases with its per cent in running text, as `12/40 (30%)`. */
export interface CountedShare {
  readonly count: string;
  readonly of: string;
  readonly percent: string;
  readonly line: number;
  /** The three in the words of the text. */
  readonly text: string;
}

const COUNT = String.raw`(?<![\w.,·/–-])(?<count>\d{1,3}(?:,\d{3})+|\d+)`;
const OF = String.raw`(?<of>\d{1,3}(?:,\d{3})+|\d+)(?![\d/]|[.,·]\d)`;
// A per cent of confidence is none of cases.
const PERCENT = String.raw`(?<percent>\d+(?:[.·]\d+)?)\s?(?:%|per\s?cent\b)(?!\s?(?:CI\b|C\.I\.|confidence|credible|prediction|limit|interval))`;
const AMONG = String.raw`\s(?:out\s)?of\s(?:the\s|all\s|these\s)?`;
const NOUNS = String.raw`(?:\s[A-Za-z-]+){0,3}?`;

/** `12/40 (30%)`, `12 of 40 patients (30%)`, `12 (30%) of 40`, `30% (12/40)`. */
const forms = [
  `${COUNT}(?:\\s?/\\s?|${AMONG})${OF}${NOUNS}\\s?[(\\[]\\s?${PERCENT}\\s?[)\\],;]`,
  `${COUNT}\\s?[(\\[]\\s?${PERCENT}\\s?[)\\]]${AMONG}${OF}`,
  `(?<![\\w.,·])${PERCENT}\\s?[(\\[]\\s?${COUNT}(?:\\s?/\\s?|${AMONG})${OF}${NOUNS}\\s?[)\\],;]`,
].map((form) => new RegExp(form, 'g'));

/** The counts of a text that stand with the number that they are of and its per cent, in the order of the text. */
export function countedShares(paragraphs: readonly Paragraph[]): readonly CountedShare[] {
  return paragraphs.flatMap(({ text, line }) => {
    const plain = text.replace(/\s/g, ' ');
    return forms
      .flatMap((form) => [...plain.matchAll(form)])
      .sort((a, b) => a.index - b.index)
      .map((match) => {
        const { count, of, percent } = match.groups as Record<'count' | 'of' | 'percent', string>;
        return {
          ...{ count, of },
          percent: percent.replace('·', '.'),
          line: line + text.slice(0, match.index).split('\n').length - 1,
          text: match[0].trim().replace(/[,;]$/, ''),
        };
      });
  });
}
