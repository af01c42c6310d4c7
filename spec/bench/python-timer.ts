import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Time on the wall, or time that the process had a core: steadier where others work on the machine too. */
export type Clock = 'wall' | 'cpu';

/** Seconds a run over one batch, or why the snippet cannot be run. */
export type PythonTiming = { readonly seconds: number } | { readonly skipped: string };

/** A Python interpreter that times snippets, one at a time. */
export interface PythonTimer {
  /** Times a batch of about `batchSeconds`; the first call of a snippet runs it in and warms it up. */
  time(snippet: string, clock: Clock, batchSeconds: number): Promise<PythonTiming>;
  close(): void;
}

const server = fileURLToPath(new URL('python_timer.py', import.meta.url));
const modules = fileURLToPath(new URL('../../golden/oracles', import.meta.url));

/** Starts the interpreter, held to one thread; where there is none every snippet is skipped by that reason. */
export function startPython(executable: string): PythonTimer {
  const one = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'NUMEXPR_NUM_THREADS'];
  const child = spawn(executable, ['-B', server], {
    env: { ...process.env, ...Object.fromEntries(one.map((name) => [name, '1'])), PYTHONPATH: modules },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let gone: string | undefined;
  const exit = new Promise<void>((done) => {
    child.on('error', () => done()).on('exit', () => done());
  }).then(() => {
    gone = `no Python at ${executable}`;
  });
  child.stdin.on('error', () => {}); // a missing interpreter is told by `exit`
  return {
    async time(snippet, clock, batchSeconds) {
      if (gone) return { skipped: gone };
      child.stdin.write(`${JSON.stringify({ snippet, clock, batchSeconds })}\n`);
      const line = await Promise.race([answers.next(), exit]);
      return line && !line.done
        ? (JSON.parse(line.value) as PythonTiming)
        : { skipped: gone ?? 'Python stopped' };
    },
    close: () => child.stdin.end(),
  };
}
