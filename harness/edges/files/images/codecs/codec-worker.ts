import { parentPort } from 'node:worker_threads';
import type { CodedFrame } from './coded-frame.ts';
import { decodeFrame } from './native-codecs.ts';

/** The thread of {@link decodeBounded}: answers each frame with its samples, or with what is wrong with it. */
parentPort?.on('message', (frame: CodedFrame) => {
  try {
    const decoded = decodeFrame(frame);
    parentPort?.postMessage({ decoded }, [decoded.words.buffer as ArrayBuffer]);
  } catch (error) {
    parentPort?.postMessage({ fault: error instanceof Error ? error.message : `${error}` });
  }
});
parentPort?.postMessage({ ready: true });
