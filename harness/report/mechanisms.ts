/** Claims about one thing. */
export interface Family {
  readonly id: string;
  readonly title: string;
  readonly claims: readonly string[];
}

/** An interval that a statistic must have: wholly above or wholly below the bound. */
export interface Condition {
  readonly experiment: string;
  readonly statistic: string;
  /** JSON pointer to the interval; `/ci95` where it is absent. */
  readonly interval?: string;
  readonly is: 'above' | 'below';
  readonly bound: number;
}

/** A sentence that is said of the data sets on which all conditions hold, where a claim of the family fails. */
export interface Mechanism {
  readonly id: string;
  readonly family: string;
  readonly when: readonly Condition[];
  /** `{sets}` stands for the data sets. */
  readonly sentence: string;
}

export const families: readonly Family[] = [
  {
    id: 'swap',
    title: 'The swap of the autoencoder',
    claims: ['C01', 'C02', 'C03', 'C04', 'C05', 'C15', 'C25', 'C28', 'C29'],
  },
  { id: 'ceiling', title: 'The autoencoder as ceiling', claims: ['C06', 'C07', 'C08', 'C32'] },
  { id: 'bands', title: 'Subbands and spectra', claims: ['C09', 'C10', 'C11'] },
  { id: 'hallucination', title: 'Hallucination', claims: ['C12', 'C13', 'C14', 'C30'] },
  {
    id: 'training',
    title: 'Steps, targets and training',
    claims: ['C16', 'C17', 'C18', 'C19', 'C20', 'C27', 'C33'],
  },
  { id: 'agreement', title: 'Latents, intensities, distances', claims: ['C22', 'C23', 'C24', 'C26'] },
  { id: 'methods', title: 'Other methods', claims: ['C21', 'C31'] },
];

const controls = (statistic: string, is: Condition['is'], bound = 0): Condition => ({
  experiment: 'controls',
  statistic,
  is,
  bound,
});
const conditioning = (statistic: string, is: Condition['is']): Condition => ({
  experiment: 'conditioning',
  statistic,
  is,
  bound: 0,
});
const budget = (statistic: string, is: Condition['is']): Condition => ({
  experiment: 'training-budget',
  statistic,
  is,
  bound: 0,
});
const reference = (statistic: string, is: Condition['is']): Condition => ({
  experiment: 'reference',
  statistic,
  is,
  bound: 0,
});

/** What the controls can point at. Each sentence says no more than its intervals. */
export const mechanisms: readonly Mechanism[] = [
  {
    id: 'geometry-carries',
    family: 'swap',
    when: [controls('sr-gap', 'above'), controls('sr-geometry-share', 'above', 0.5)],
    sentence:
      'On {sets} the geometry of the latents carries more than half of the gap in the 2 x 2 of controls.',
  },
  {
    id: 'domain-carries',
    family: 'swap',
    when: [controls('sr-gap', 'above'), controls('sr-domain-share', 'above', 0.5)],
    sentence:
      'On {sets} the domain of pretraining carries more than half of the gap in the 2 x 2 of controls.',
  },
  {
    id: 'domain-harms',
    family: 'swap',
    when: [controls('sr-domain', 'below')],
    sentence: 'On {sets} pretraining on medical images lowers the PSNR of SR, the geometry being the same.',
  },
  {
    id: 'domain-interacts',
    family: 'swap',
    when: [controls('sr-interaction', 'above')],
    sentence: 'On {sets} the domain helps more with the larger latents: the two effects do not simply add.',
  },
  {
    id: 'condition-widens',
    family: 'swap',
    when: [conditioning('change-pixel', 'above')],
    sentence:
      'On {sets} the gap is larger when the denoiser sees the LR pixels: encoding the LR image at its own size hides part of it.',
  },
  {
    id: 'condition-narrows',
    family: 'swap',
    when: [conditioning('change-pixel', 'below')],
    sentence:
      'On {sets} the gap is smaller when the denoiser sees the LR pixels: part of it comes of encoding the LR image at its own size.',
  },
  {
    id: 'condition-holds-down',
    family: 'swap',
    when: [
      conditioning('over-bicubic-medical-native', 'below'),
      conditioning('over-bicubic-medical-pixel', 'above'),
    ],
    sentence:
      'On {sets} medical SR is below bicubic interpolation with the encoded condition and above it with LR pixels: the condition holds it down.',
  },
  {
    id: 'reference-reverses',
    family: 'swap',
    when: [reference('psnr-gap-true', 'above'), reference('psnr-gap-self', 'below')],
    sentence:
      "On {sets} the ranking reverses when each arm is scored against its own autoencoder's image instead of the HR image.",
  },
  {
    id: 'ceiling-geometry',
    family: 'ceiling',
    when: [controls('ae-gap', 'above'), controls('ae-geometry-share', 'above', 0.5)],
    sentence:
      'On {sets} the geometry of the latents, not the domain, carries more than half of the ceiling’s gap.',
  },
  {
    id: 'ceiling-unused',
    family: 'ceiling',
    when: [conditioning('change-pixel', 'above'), controls('ae-gap', 'above')],
    sentence:
      'On {sets} the higher ceiling is used better with LR pixels as the condition: what the denoiser sees, not the ceiling alone, bounds SR.',
  },
  {
    id: 'sampler-hallucinates',
    family: 'hallucination',
    when: [controls('released-sampler-less-swap', 'above')],
    sentence: 'On {sets} the sampler moves the hallucination rate more than the swap does.',
  },
  {
    id: 'swap-hallucinates',
    family: 'hallucination',
    when: [controls('released-sampler-less-swap', 'below')],
    sentence: 'On {sets} the swap moves the hallucination rate more than the sampler does.',
  },
  {
    id: 'steps-sample',
    family: 'training',
    when: [controls('fidelity-sampler', 'above')],
    sentence:
      'On {sets} one step has the higher PSNR than 20: more steps draw a sample where one step nearly averages.',
  },
  {
    id: 'budget-reverses',
    family: 'training',
    when: [budget('gap-100', 'below'), budget('gap-all', 'above')],
    sentence: 'On {sets} the gap is reversed after few training steps: an undertrained denoiser decides it.',
  },
  {
    id: 'budget-grows',
    family: 'training',
    when: [budget('change-300-all', 'above')],
    sentence: 'On {sets} the gap still grows with the training of the denoiser after 300 steps.',
  },
];
