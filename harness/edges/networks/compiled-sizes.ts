import type { Compiled } from '../../networks/engine.ts';

/** Networks that are compiled for the sizes they have lately been asked at. */
export interface CompiledSizes {
  /** The network of a size, compiled where it is not ready. */
  at(size: string, compile: () => Promise<Compiled>): Promise<Compiled>;
  dispose(): Promise<void>;
}

/** Keeps `most` compiled networks, and frees the one that was asked longest ago for another. */
export function compiledSizes(most: number): CompiledSizes {
  const ready = new Map<string, Compiled>();
  return {
    async at(size, compile) {
      const known = ready.get(size);
      ready.delete(size);
      for (const [oldest, { dispose }] of ready) {
        if (ready.size < most) break;
        ready.delete(oldest);
        await dispose();
      }
      const compiled = known ?? (await compile());
      ready.set(size, compiled);
      return compiled;
    },
    async dispose() {
      for (const compiled of ready.values()) await compiled.dispose();
      ready.clear();
    },
  };
}
