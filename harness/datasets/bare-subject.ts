/** A subject's name without what people write now so, now otherwise: case, blanks, forms of Unicode. */
export function bareSubject(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
}
