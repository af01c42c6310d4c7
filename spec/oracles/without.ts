import type { Reasons } from './coverage.ts';

/** Why no independent program holds these entries, and what does. A reason that becomes untrue is an error. */
export const without: Reasons = {
  procedures: {
    compare:
      'Puts signed-rank tests, effect sizes and bootstraps side by side, each of which has programs of its own; a law holds the parts to the procedures alone.',
  },
  rules: {
    'cluster-spread':
      'A bound of our own on how far averaging within clusters can raise an effect; held to clusters that were drawn and to planted errors.',
    domain: 'The bounds of a kind of figure are its definition; held to planted errors.',
    'effect-label': "Looks words up in Cohen's and Sawilowsky's bands; held to each band's ends.",
    'frechet-images':
      'Compares a number of images with a number of features; held to both sides of the border.',
    'leave-one-out':
      'The rule on correlation, whose numbers are those of SciPy, over the points without each in turn.',
    'padded-digits': 'A binomial tail at one in a hundred; held to two values worked out by hand.',
    'saturated-similarity':
      'A bound of our own from the constants of SSIM; held to a value worked out by hand.',
    'version-change':
      'Whether one printed value lies in another interval; held to planted errors and truthful records.',
  },
  choices: {
    signal: 'One affine map before a network that has its own oracle.',
    epsilon: 'An option of the metric lpips, whose oracle has both of its values.',
  },
  targets: {
    x0: 'The clean latent itself: nothing is computed.',
    eps: 'The noise that was drawn: nothing is computed.',
    flow: 'One difference, latent less noise; a law holds it to the line between the two, and the Euler steps that follow it to NumPy.',
  },
};
