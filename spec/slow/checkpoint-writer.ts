import { Store } from '../../harness/edges/files/store/store.ts';

/** A checkpoint to write: so many bytes, all of one value. */
export interface ToWrite {
  readonly folder: string;
  readonly key: string;
  readonly bytes: number;
  readonly value: number;
}

process.once('message', async ({ folder, key, bytes, value }: ToWrite) => {
  const state = new Uint8Array(bytes).fill(value);
  process.send!('writes');
  await new Store(folder, console.error).checkpoint(key).write(state);
  process.disconnect();
});
