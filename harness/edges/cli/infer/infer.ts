import type { Register } from '../program.ts';
import { addCi } from './ci.ts';
import { addD } from './d.ts';
import { addP } from './p.ts';

/** `latent-sr infer p|ci|d`: which procedure variants give printed values. */
export const registerInfer: Register = (program) => {
  const infer = program.command('infer').description('find the procedure variants that give printed values');
  addP(infer);
  addCi(infer);
  addD(infer);
};
