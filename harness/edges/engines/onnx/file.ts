import type { InferenceSession } from 'onnxruntime-node';
import type { Compiled } from '../../../networks/engine.ts';
import type { Shape } from '../../../networks/ops.ts';
import { shown } from '../../../networks/shapes.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { withFile } from '../../files/weights/source.ts';
import { assertNoStandIn } from '../../files/weights/stand-in.ts';
import { compiled } from './engine.ts';
import { createSession } from './runtime.ts';
import type { OnnxOptions } from './session-options.ts';

/** A network that a user exported to ONNX: one input, images or latents `[B, C, H, W]`, and one output. */
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
 * @param outputAxes how many axes the output may have, the batch's among them
 * @throws InputError when the file cannot be read as a model, or has other inputs and outputs.
 */
export async function openOnnxFile(
  path: string,
  role: string,
  options: OnnxOptions,
  outputAxes: readonly number[] = [4],
): Promise<OnnxFile> {
  // Looked at first, since the library's own words for a missing file or a folder are long.
  withFile(path, (source) => assertNoStandIn(source, 'an ONNX model'), 'an ONNX model');
  const session = await createSession(path, options).catch((error: unknown) => {
    if (error instanceof InputError) throw error;
    const [line] = (error as Error).message.split('\n');
    throw unfit(path, 'a model that ONNX Runtime opens', line!.replace(/^Load model from .* failed:/, ''));
  });
  const input = onlyEnd(path, `input of the ${role}`, session.inputMetadata, [4]);
  const output = onlyEnd(path, `output of the ${role}`, session.outputMetadata, outputAxes);
  return {
    input: input.name,
    output: output.name,
    inputShape: input.shape,
    at(shape) {
      const fits = shape.length === 4 && input.shape.every((size, i) => size === null || size === shape[i]);
      if (!fits)
        throw unfit(path, `an input [${input.shape.map((size) => size ?? 'any').join(', ')}]`, shown(shape));
      return runnable(path, session, input.name, output.name, shape);
    },
    dispose: () => session.release(),
  };
}

interface End {
  readonly name: string;
  readonly shape: readonly (number | null)[];
}

/** The model for one shape, whose failures and whose result are told of by the file's name. */
function runnable(
  path: string,
  session: InferenceSession,
  input: string,
  output: string,
  shape: Shape,
): Compiled {
  const model = compiled(path, session, { [input]: shape });
  return {
    ...model,
    async run(inputs) {
      const results = await model.run(inputs).catch((error: Error) => {
        if (error instanceof InputError) throw error;
        throw unfit(path, `it to run on ${shown(shape)}`, error.message.split('\n')[0]!.slice(0, 300));
      });
      const [batch] = results[output]!.shape;
      if (batch === shape[0]) return results;
      throw unfit(path, `a result for each of ${shape[0]} inputs`, shown(results[output]!.shape));
    },
  };
}

/** @throws InputError unless there is exactly one, of 32-bit floats and so many axes. */
function onlyEnd(
  path: string,
  what: string,
  ends: readonly InferenceSession.ValueMetadata[],
  axes: readonly number[],
): End {
  const [end, ...rest] = ends;
  if (rest.length === 0 && end?.isTensor && end.type === 'float32' && axes.includes(end.shape.length)) {
    const shape = end.shape.map((size) => (typeof size === 'number' && size > 0 ? size : null));
    return { name: end.name, shape };
  }
  const got = ends.map((one) => `${one.name}${one.isTensor ? ` ${one.type} [${one.shape}]` : ''}`);
  const expected = axes.length > 1 ? '[B, ...]' : '[B, C, H, W]';
  throw unfit(path, `one ${what}, float32 ${expected}`, got.join(', ') || 'none');
}

function unfit(where: string, expected: string, got: string): InputError {
  return new InputError({
    where,
    expected,
    got,
    remedy: 'export it with one input and one output of such sizes, fixed or open',
  });
}
