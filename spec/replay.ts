import fc from 'fast-check';

// A failing property prints its seed and path; FC_SEED and FC_PATH replay it, FC_RUNS asks for more cases.
const { FC_SEED, FC_PATH, FC_RUNS } = process.env;
fc.configureGlobal({
  ...(FC_SEED && { seed: Number(FC_SEED) }),
  ...(FC_PATH && { path: FC_PATH }),
  ...(FC_RUNS && { numRuns: Number(FC_RUNS) }),
});
