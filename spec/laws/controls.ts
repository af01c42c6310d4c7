import { expect } from 'chai';
import fc from 'fast-check';

/**
 * Says of each law of a pack that it fails on one of some wrong implementations, each named by its fault. What a pack
 * says of faults of its own, or not at all, is no law.
 */
export function everyLawFails<Implementation>(
  pack: (implementation: Implementation) => void,
  right: Implementation,
  wrong: Readonly<Record<string, Implementation>>,
): void {
  endingOnFailure();
  const broken = Object.values(wrong).map((each) => lawsSaid(() => pack(each)));
  for (const title of lawsSaid(() => pack(right)).keys()) {
    if (/^(not:|would fail)/.test(title)) continue;
    it(title, async () => {
      for (const laws of broken) if (await refuses(laws.get(title)!)) return;
      expect.fail(`one that ${Object.keys(wrong).join(', or ')} passes`);
    });
  }
}

/** Wrong implementations, each made of the right one. */
export function madeOf<Implementation>(
  right: Implementation,
  liars: Readonly<Record<string, (right: Implementation) => Implementation>>,
): Readonly<Record<string, Implementation>> {
  return Object.fromEntries(Object.entries(liars).map(([fault, liar]) => [fault, liar(right)]));
}

/** The laws that a pack says of an implementation, by their titles: whatever `it` would have run. */
function lawsSaid(pack: () => void): ReadonlyMap<string, () => unknown> {
  const found = new Map<string, () => unknown>();
  const { it: mochas } = globalThis;
  globalThis.it = ((title: string, body: () => unknown) =>
    found.set(title, body)) as unknown as typeof mochas;
  try {
    pack();
  } finally {
    globalThis.it = mochas;
  }
  return found;
}

/** Whether a law fails, by what it expects and not by an error on the way. */
async function refuses(law: () => unknown): Promise<boolean> {
  try {
    await law();
    return false;
  } catch (error) {
    const { name, message, cause } = error as Error;
    return [name, message, (cause as Error | undefined)?.name].some((text) =>
      text?.includes('AssertionError'),
    );
  }
}

/** Ends properties at their first failure, which nobody reads here. */
function endingOnFailure(): void {
  const given = fc.readConfigureGlobal();
  before(() => fc.configureGlobal({ ...given, endOnFailure: true }));
  after(() => fc.configureGlobal(given));
}
