import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiled } from './bundle.ts';
import type { Order, Reply } from './lane.ts';

/** An evaluation stays in memory, so that a process serves so many. */
const ordersOfAProcess = 150;

/** What came of an order: the reply; `hung` where none came in time, `ended` where the process did, with its last words. */
export type Outcome = Reply | { readonly kind: 'hung' | 'ended'; readonly said: string };

interface Lane {
  readonly child: ChildProcess;
  /** The end of what it wrote to standard error. */
  said: string;
}

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
  const served = async () => {
    let lane: Lane | null = null;
    let given = 0;
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      if (!lane?.child.connected || given++ >= ordersOfAProcess) {
        lane?.child.kill();
        lane = begun(program);
        given = 0;
      }
      const outcome = await asked(lane, orderOf(item), patience);
      if (outcome.kind === 'hung' || outcome.kind === 'ended') {
        lane.child.kill('SIGKILL');
        lane = null;
      }
      done(item, outcome);
    }
    lane?.child.kill();
  };
  try {
    await Promise.all(Array.from({ length: lanes }, served));
  } finally {
    rmSync(program, { force: true });
  }
}

function begun(program: string): Lane {
  const child = fork(program, {
    execArgv: ['--max-old-space-size=2500'],
    env: { FC_RUNS: '25', ...process.env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const lane: Lane = { child, said: '' };
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    lane.said = (lane.said + text).slice(-2000);
  });
  return lane;
}

function asked(lane: Lane, order: Order, patience: number): Promise<Outcome> {
  const { child } = lane;
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      child.off('message', settle).off('close', ended);
      resolve(outcome);
    };
    const ended = () => settle({ kind: 'ended', said: lane.said.trim() });
    const timer = setTimeout(() => settle({ kind: 'hung', said: lane.said.trim() }), patience);
    // Closed is later than ended: all that it wrote is here.
    child.on('message', settle).on('close', ended);
    child.send(order);
  });
}
