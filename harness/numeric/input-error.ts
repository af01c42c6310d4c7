/** What a caller got wrong: where it stands, what was expected, what came instead, what to do about it. */
export interface InputFault {
  /** The place: a file with a JSON pointer, an argument, a stage. */
  readonly where: string;
  readonly expected: string;
  readonly got: string;
  readonly remedy: string;
}

/**
 * Bad input, told in one line: `where: expected X, got Y; do Z`; below it the text and the place, where it is in a text.
 *
 * The only error that a user is meant to see; the command line prints its message and exits with 1.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly fault: InputFault;

  constructor(fault: InputFault) {
    super(`${fault.where}: expected ${fault.expected}, got ${fault.got}; ${fault.remedy}`);
    this.fault = fault;
  }
}
