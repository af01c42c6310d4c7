/** How wide a terminal is taken to be: what every one of them has. */
export const width = 80;

/** Lines of up to 78 characters, or `most`, broken between words; all but the first are indented. */
export function wrapped(text: string, indent: string, most = width - 2): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
