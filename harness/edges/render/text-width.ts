/**
 * Width of a text in px where no canvas can measure it: by classes of letters, at the widths of the widest
 * of the usual system fonts, so that a label that fits here fits everywhere. Vega's own estimate, 0.8 em a
 * letter, leaves gaps as wide as the labels.
 */
export function textWidth(text: string, fontSize: number): number {
  let em = 0;
  for (const letter of text) em += letterWidth(letter);
  return Math.ceil(em * fontSize);
}

function letterWidth(letter: string): number {
  if (" ijltfr.,:;'|!()[]-".includes(letter)) return 0.38;
  if ('mwMW@%'.includes(letter)) return 0.98;
  if (letter >= 'A' && letter <= 'Z') return 0.72;
  if (letter < '\u2e80') return 0.62;
  return 1.05; // ideographs, emoji
}
