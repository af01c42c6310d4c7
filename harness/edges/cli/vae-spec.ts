/** What `--vae` takes, for the help of commands that have it. */
export const vaeSpec =
  "one of the paper's autoencoders by its id (weights among the assets), ID=FILE (weights of a checkpoint), onnx=ENCODER,DECODER (two ONNX models; images are in [-1, 1]), or one that ships, as autoencoder-medical-seed-0";
