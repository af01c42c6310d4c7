import { InputError } from './input-error.ts';

/** What `read` gives, or the other where it throws InputError, which is then a fault of the run. */
export type Guarded = <T>(read: () => T, otherwise: T) => T;

/** Collects the faults of what cannot be read; the rest goes on without it. */
export function guarding(faults: InputError[]): Guarded {
  return (read, otherwise) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error);
      return otherwise;
    }
  };
}
