/** Taken where nothing is asked for: it is everywhere, and the fastest on a processor. */
export const DEFAULT_ENGINE = 'onnx';
