import type { Tensor } from '../../../networks/tensor.ts';
import { readSafetensors } from './safetensors.ts';
import { type Source, withFile } from './source.ts';
import { assertNoStandIn } from './stand-in.ts';
import { readTorch } from './torch.ts';

/**
 * The tensors of a checkpoint, as 32-bit floats: safetensors, or PyTorch's .pt, .pth, .ckpt and .bin, told
 * apart by what the file begins with. Reads tensor by tensor, so memory stays near the size of the tensors.
 * @param entry the dictionary to read of a PyTorch checkpoint that holds several
 * @throws InputError when the file is missing, damaged, something else in its place, or holds no tensors.
 */
export function readWeights(path: string, entry?: string): Map<string, Tensor> {
  return withFile(path, (source) => weightsIn(source, entry));
}

/** The tensors of several files together, such as a network and its later additions. @throws as `readWeights`. */
export function readWeightFiles(paths: readonly string[]): Map<string, Tensor> {
  return new Map(paths.flatMap((path) => [...readWeights(path)]));
}

/** The same from a source that is open. */
export function weightsIn(source: Source, entry?: string): Map<string, Tensor> {
  assertNoStandIn(source, 'a file of weights');
  return beginsLikeTorch(source) ? readTorch(source, entry) : readSafetensors(source);
}

/** A zip's `PK`, or a pickle's protocol; a safetensors file begins with eight bytes of a header's length and its `{`. */
function beginsLikeTorch(source: Source): boolean {
  if (source.size < 15) return false;
  const bytes = source.read(0, 15);
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  return zip || (bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5 && bytes[8] !== 0x7b);
}
