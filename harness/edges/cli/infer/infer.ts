import type { Register } from '../program.ts';
import { addCi } from './ci.ts';
import { addD } from './d.ts';
import { addP } from './p.ts';
import { addScores } from './score/score.ts';

/** `latent-sr infer p|ci|d|psnr|ssim|ms-ssim|lpips`: which procedures or conventions give printed values. */
export const registerInfer: Register = (program) => {
  const infer = program
    .command('infer')
    .description(
      'find the procedures that give printed statistics, or the conventions that give a printed score',
    );
  addP(infer);
  addCi(infer);
  addD(infer);
  addScores(infer);
};
