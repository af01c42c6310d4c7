import { Worker } from 'node:worker_threads';
import { InputError } from '../../../../numeric/input-error.ts';
import { threadCode } from '../../../thread-code.ts';
import { type CodedFrame, type DecodedFrame, MOST_CODED_SAMPLES } from './coded-frame.ts';
import { endsImage, readCodestreamHeader } from './codestream-header.ts';

/**
 * The samples of a compressed frame, decoded in a thread of its own that is stopped when it takes too long, and
 * within a bound on memory; the thread is kept for the frames to come and does not keep the process alive.
 * @param where the file, for messages
 * @param milliseconds the bound on time
 * @throws InputError when the frame is damaged, is not of the size that its file states, or takes more time or
 * memory than its size explains.
 */
export async function decodeBounded(
  frame: CodedFrame,
  where: string,
  milliseconds = timeFor(frame),
): Promise<DecodedFrame> {
  const { rows, columns, samplesPerPixel, allocated } = frame;
  const samples = rows * columns * samplesPerPixel;
  const refuse = (expected: string, got: string, remedy = 'copy the file again'): never => {
    throw new InputError({ where, expected, got, remedy });
  };
  if (samples > MOST_CODED_SAMPLES) {
    const got = `${columns} x ${rows} of ${samplesPerPixel}`;
    refuse(`at most ${MOST_CODED_SAMPLES} compressed samples`, got, 'cut it into smaller images');
  }
  const stated = readCodestreamHeader(frame);
  const size = `${columns} x ${rows} x ${samplesPerPixel}`;
  const statedSize = stated
    ? `${stated.columns} x ${stated.rows} x ${stated.components}`
    : 'ones without a header';
  if (size !== statedSize) refuse(`compressed pixels of ${size}`, statedSize);
  // CharLS would go on for ever.
  if (frame.codec === 'jpeg-ls' && !endsImage(frame.bytes))
    refuse('compressed pixels that end', 'ones cut short');
  const turn = queue.then(() => decodeInThread(frame, milliseconds));
  queue = turn.catch(() => undefined);
  const answer = await turn;
  if ('fault' in answer) refuse('undamaged compressed pixels', `ones that do not decode (${answer.fault})`);
  const { decoded } = answer as { decoded: DecodedFrame };
  const bytes = (samples * allocated) / 8;
  // One byte of padding makes an odd length even.
  if (decoded.words.length < bytes || decoded.words.length > bytes + 1) {
    refuse(`${bytes} bytes of decoded pixels`, `${decoded.words.length}`);
  }
  return decoded;
}

/** A second and a half, and ten times what the slowest codec takes for a sample. */
function timeFor({ rows, columns, samplesPerPixel }: CodedFrame): number {
  return 1500 + rows * columns * samplesPerPixel * 0.005;
}

type Answer = { readonly decoded: DecodedFrame } | { readonly fault: string };

/** One frame at a time: the bound is on the time of one. */
let queue: Promise<unknown> = Promise.resolve();
let thread: Promise<Thread> | undefined;

interface Thread {
  readonly worker: Worker;
  /** Who waits for its next message, or for its end. */
  listener: (answer: Answer | Error) => void;
}

async function decodeInThread(frame: CodedFrame, milliseconds: number): Promise<Answer> {
  thread ??= startThread();
  const current = await thread;
  const { worker } = current;
  worker.ref();
  let timer: NodeJS.Timeout | undefined;
  const answer = await new Promise<Answer | Error>((resolve) => {
    timer = setTimeout(
      () => resolve(new Error(`not in ${(milliseconds / 1000).toFixed(1)} s`)),
      milliseconds,
    );
    current.listener = resolve;
    worker.postMessage(frame);
  });
  clearTimeout(timer);
  worker.unref();
  if (!(answer instanceof Error)) return answer;
  thread = undefined;
  await worker.terminate();
  return { fault: answer.message };
}

/** The thread, when it has loaded its code. */
async function startThread(): Promise<Thread> {
  const worker = new Worker(threadCode('codec-worker', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const started: Thread = { worker, listener: () => undefined };
  const ready = new Promise<Answer | Error>((resolve) => {
    started.listener = resolve;
  });
  worker.on('message', (answer: Answer) => started.listener(answer));
  worker.on('error', (error: Error) => started.listener(error));
  const first = await ready;
  if (first instanceof Error) throw first;
  return started;
}
