/** The sentence that holds a piece of a text. */
export function sentenceAround(
  text: string,
  from: number,
  to: number,
): { text: string; from: number; to: number } {
  const before = [...text.slice(0, from).matchAll(/[.!?]["')\]]?\s+(?=[A-Z])/g)].at(-1);
  const start = before === undefined ? 0 : before.index + before[0].length;
  const after = /[.!?]["')\]]?\s+(?=[A-Z])|\n\s*\n/.exec(text.slice(to - 1));
  const end = after === null ? text.length : to + after.index;
  return { text: text.slice(start, end), from: start, to: end };
}

/** What a sentence says of the alternative of its test. */
export function sidedOf(sentence: string): { sided?: 'one' | 'two' } {
  if (/\b(?:one|1)[\s-]?(?:tailed|sided)\b|\bdirectional (?:test|hypothes)/i.test(sentence))
    return { sided: 'one' };
  return /\b(?:two|2)[\s-]?(?:tailed|sided)\b/i.test(sentence) ? { sided: 'two' } : {};
}

/** What a sentence calls its result; nothing where it hedges. */
export function calledBy(sentence: string): 'significant' | 'not significant' | undefined {
  if (/marginal|trend|approach|border/i.test(sentence)) return undefined;
  if (
    /\bnot\b[^.]{0,40}\bsignifican|\bnon-?\s?significan|\bno (?:statistically )?significan|\binsignificant|n't\b[^.]{0,40}\bsignifican|\bdid not (?:differ|reach)/i.test(
      sentence,
    )
  )
    return 'not significant';
  return /\bsignifican(?:t|tly|ce)\b/i.test(sentence) ? 'significant' : undefined;
}
