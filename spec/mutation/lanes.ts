import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiled } from './bundle.ts';
import type { Order, Reply } from './lane.ts';

/** An evaluation stays in memory, so that a process serves so many. */
const ordersOfAProcess = 150;

/** What came of an order: the reply, or `hung` where none came in time. */
export type Outcome = Reply | { readonly kind: 'hung' };

/**
 * Gives orders to processes that run side by side, each order to the first that is free.
 * @param patience - Milliseconds without a reply after which an order has hung and its process is ended.
 */
export async function inLanes<T>(
  items: readonly T[],
  { lanes, patience }: { readonly lanes: number; readonly patience: number },
  orderOf: (item: T) => Order,
  done: (item: T, outcome: Outcome) => void,
): Promise<void> {
  const program = await compiled(fileURLToPath(new URL('./lane.ts', import.meta.url)));
  const left = [...items];
  const lane = async () => {
    let child: ChildProcess | null = null;
    let given = 0;
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      if (!child || given++ >= ordersOfAProcess) {
        child?.kill();
        child = fork(program, {
          execArgv: ['--max-old-space-size=2500'],
          env: { FC_RUNS: '25', ...process.env },
          stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        });
        given = 0;
      }
      const outcome = await asked(child, orderOf(item), patience);
      if (outcome.kind === 'hung') {
        child.kill('SIGKILL');
        child = null;
      }
      done(item, outcome);
    }
    child?.kill();
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    rmSync(program, { force: true });
  }
}

function asked(child: ChildProcess, order: Order, patience: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      child.off('message', settle).off('exit', ended);
      resolve(outcome);
    };
    const ended = () => settle({ kind: 'hung' });
    const timer = setTimeout(ended, patience);
    child.on('message', settle).on('exit', ended);
    child.send(order);
  });
}
