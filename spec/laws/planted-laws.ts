import { expect } from 'chai';

/**
 * Says of one implementation that it keeps every law, of each wrong one that it breaks some, and of each law that some
 * wrong one breaks it: a law that nothing breaks is no law.
 */
export function withPlanted<Implementation>(
  right: Implementation,
  laws: Readonly<Record<string, (implementation: Implementation) => void>>,
  wrong: Readonly<Record<string, Implementation>>,
): void {
  for (const [title, holds] of Object.entries(laws)) it(title, () => holds(right));
  const broken = () =>
    Object.entries(wrong).map(([fault, implementation]) => ({
      fault,
      laws: Object.keys(laws).filter((title) => !keeps(() => laws[title]!(implementation))),
    }));
  it('and each of these laws is broken by some wrong implementation, each of which breaks some', () => {
    const found = broken();
    expect(found.filter((one) => one.laws.length === 0)).to.deep.equal([]);
    const told = found.flatMap((one) => one.laws);
    expect(Object.keys(laws).filter((title) => !told.includes(title))).to.deep.equal([]);
  });
}

function keeps(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
