import { expect } from 'chai';
import { compiledSizes } from '../../../harness/edges/networks/compiled-sizes.ts';
import type { Compiled } from '../../../harness/networks/engine.ts';

describe('networks compiled for the sizes lately asked (compiledSizes)', () => {
  it('compiles a size once while it is kept, and frees the one asked longest ago, and at last all', async () => {
    const log: string[] = [];
    const sizes = compiledSizes(2);
    const ask = (size: string) =>
      sizes.at(size, async () => {
        log.push(`+${size}`);
        return {
          run: async () => ({}),
          dispose: async () => {
            log.push(`-${size}`);
          },
        } as unknown as Compiled;
      });
    for (const size of ['a', 'b', 'a', 'b', 'a', 'c', 'a', 'b']) await ask(size);
    expect(log).to.eql(['+a', '+b', '-b', '+c', '-c', '+b']);
    await sizes.dispose();
    expect(log.slice(6)).to.eql(['-a', '-b']);
  });
});
