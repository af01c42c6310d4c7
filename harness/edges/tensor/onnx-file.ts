import type { InferenceSession } from 'onnxruntime-node';
import type { Compiled } from '../../networks/engine.ts';
import type { Shape } from '../../networks/ops.ts';
import { shown } from '../../networks/shapes.ts';
import { InputError } from '../../numeric/input-error.ts';
import { compiled, type OnnxOptions, onnxRuntime, sessionOptions } from './onnx-engine.ts';

/** A network that a user exported to ONNX: one input, one output, both images or latents `[B, C, H, W]`. */
export interface OnnxFile {
  readonly input: string;
  readonly output: string;
  /** `[B, C, H, W]`; null where the model leaves a size open. */
  readonly inputShape: readonly (number | null)[];
  /** The model for inputs of this shape. @throws InputError when the shape is not the model's. */
  at(shape: Shape): Compiled;
  dispose(): Promise<void>;
}

/**
 * Opens a user's ONNX model.
 * @param role what it is for, for messages, such as `encoder`
 * @throws InputError when the file cannot be read as a model, or has other inputs and outputs.
 */
export async function openOnnxFile(path: string, role: string, options: OnnxOptions): Promise<OnnxFile> {
  const { InferenceSession } = await onnxRuntime();
  const session = await InferenceSession.create(path, sessionOptions(options)).catch((error: unknown) => {
    throw unfit(path, 'a model that ONNX Runtime opens', (error as Error).message.split('\n')[0]!);
  });
  const input = onlyEnd(path, `input of the ${role}`, session.inputMetadata);
  const output = onlyEnd(path, `output of the ${role}`, session.outputMetadata);
  return {
    input: input.name,
    output: output.name,
    inputShape: input.shape,
    at(shape) {
      const fits = shape.length === 4 && input.shape.every((size, i) => size === null || size === shape[i]);
      if (!fits)
        throw unfit(path, `an input ${shown(input.shape.map((size) => size ?? 0))}, 0 for any`, shown(shape));
      return compiled(path, session, { [input.name]: shape });
    },
    dispose: () => session.release(),
  };
}

interface End {
  readonly name: string;
  readonly shape: readonly (number | null)[];
}

/** @throws InputError unless there is exactly one, of 32-bit floats and four axes. */
function onlyEnd(path: string, what: string, ends: readonly InferenceSession.ValueMetadata[]): End {
  const [end, ...rest] = ends;
  if (rest.length === 0 && end?.isTensor && end.type === 'float32' && end.shape.length === 4) {
    const shape = end.shape.map((size) => (typeof size === 'number' && size > 0 ? size : null));
    return { name: end.name, shape };
  }
  const got = ends.map((one) => `${one.name}${one.isTensor ? ` ${one.type} [${one.shape}]` : ''}`);
  throw unfit(path, `one ${what}, float32 [B, C, H, W]`, got.join(', ') || 'none');
}

function unfit(where: string, expected: string, got: string): InputError {
  return new InputError({
    where,
    expected,
    got,
    remedy: 'export the model as the documentation of --vae says',
  });
}
