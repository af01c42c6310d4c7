import type { GateCheck } from './checks.ts';

/**
 * The checks in the Common Test Report Format. Its times are 0, since checks of a run that was stored have none.
 * @param version of the program
 */
export function ctrf(checks: readonly GateCheck[], version: string): object {
  const count = (state: string) => checks.filter((check) => check.state === state).length;
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    results: {
      tool: { name: 'latent-sr', version },
      summary: {
        tests: checks.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: 0,
        start: 0,
        stop: 0,
      },
      tests: checks.map(({ suite, name, state, message }) => ({
        name,
        status: state,
        duration: 0,
        suite: [suite],
        message,
      })),
    },
  };
}
