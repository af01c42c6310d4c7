import type { Tensor } from './tensor.ts';

/**
 * Convolutions that were adapted by low-rank updates (LoRA), as the plain convolutions that they equal:
 * `x.conv.weight`, `x.lora_down.weight` `[r, I, kH, kW]` and `x.lora_up.weight` `[O, r, 1, 1]` become
 * `x.weight`, the sum of the first and of the product of the others (scale 1). Published autoencoders
 * that were fine-tuned are stored so. Other tensors stay.
 */
export function withLowRankMerged(tensors: ReadonlyMap<string, Tensor>): ReadonlyMap<string, Tensor> {
  const adapted = [...tensors.keys()].flatMap((name) => /^(.*)\.lora_down\.weight$/.exec(name)?.[1] ?? []);
  if (adapted.length === 0) return tensors;
  const merged = new Map(tensors);
  for (const layer of adapted) {
    const plain = tensors.get(`${layer}.conv.weight`);
    const up = tensors.get(`${layer}.lora_up.weight`);
    const down = tensors.get(`${layer}.lora_down.weight`)!;
    // A part that is absent or does not fit stays under its own name, and binding reports it.
    if (!plain || !up || !fits(plain, up, down)) continue;
    merged.set(`${layer}.weight`, { shape: plain.shape, data: sum(plain.data, up, down) });
    const bias = tensors.get(`${layer}.conv.bias`);
    if (bias) merged.set(`${layer}.bias`, bias);
    for (const part of ['conv.weight', 'conv.bias', 'lora_up.weight', 'lora_down.weight']) {
      merged.delete(`${layer}.${part}`);
    }
  }
  return merged;
}

function fits({ shape }: Tensor, up: Tensor, down: Tensor): boolean {
  const inner = shape.slice(1).join();
  return up.shape[0] === shape[0] && up.shape[1] === down.shape[0] && down.shape.slice(1).join() === inner;
}

function sum(plain: Float32Array, up: Tensor, down: Tensor): Float32Array {
  const rank = down.shape[0]!;
  const row = down.data.length / rank;
  const result = Float32Array.from(plain);
  for (let at = 0; at < result.length; at++) {
    const out = Math.floor(at / row);
    let change = 0;
    for (let r = 0; r < rank; r++) change += up.data[out * rank + r]! * down.data[r * row + (at % row)]!;
    result[at]! += change;
  }
  return result;
}
