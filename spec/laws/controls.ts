import fc from 'fast-check';

/** The laws that a pack says of an implementation, by their titles: whatever `it` would have run. */
export function lawsSaid(pack: () => void): ReadonlyMap<string, () => unknown> {
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
export async function refuses(law: () => unknown): Promise<boolean> {
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
export function endingOnFailure(): void {
  const given = fc.readConfigureGlobal();
  before(() => fc.configureGlobal({ ...given, endOnFailure: true }));
  after(() => fc.configureGlobal(given));
}
