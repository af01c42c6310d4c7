/** Taken where nothing is asked for and it is here, since it is the fastest; results that name no engine are its. */
export const DEFAULT_ENGINE = 'onnx';
