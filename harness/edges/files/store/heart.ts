import { Worker } from 'node:worker_threads';

/** What shows other machines that a process still lives: it touches open files again and again. */
export interface Heart {
  keep(descriptor: number): void;
  /** Touches it no more, and closes it. */
  close(descriptor: number): void;
}

// A thread of its own, since a stage may keep the main one busy for minutes. Touching the open file rather than its
// path never touches the claim of another that has taken the path over.
const code = `
const { closeSync, futimesSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const held = new Set();
parentPort.on('message', ({ keep, close }) => {
  if (keep !== undefined) held.add(keep);
  // Closed by who touches it, or another file that gets its number would be touched.
  else if (held.delete(close)) closeSync(close);
});
setInterval(() => {
  const now = new Date();
  for (const descriptor of held) {
    try {
      futimesSync(descriptor, now, now);
    } catch {}
  }
}, workerData);
`;

/** A heart that beats every so many milliseconds, whatever this thread does, until the process ends. */
export function threadHeart(interval: number): Heart {
  let thread: Worker | undefined;
  const tell = (message: { readonly keep: number } | { readonly close: number }) => {
    thread ??= new Worker(code, { eval: true, workerData: interval, execArgv: [], trackUnmanagedFds: false });
    thread.unref();
    thread.postMessage(message);
  };
  return {
    keep: (descriptor) => tell({ keep: descriptor }),
    close: (descriptor) => tell({ close: descriptor }),
  };
}
