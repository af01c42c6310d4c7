import type { ConvolutionGradients } from './convolution-gradients.ts';
import { nativeGradients } from './native-gradients.ts';
import type { Tf } from './tensor.ts';
import { gradientsAsConvolutions } from './wasm-gradients.ts';

/** The gradients for the backend in use. */
export function convolutionGradients(tf: Tf): ConvolutionGradients {
  return tf.getBackend() === 'wasm' ? gradientsAsConvolutions(tf) : nativeGradients(tf);
}
