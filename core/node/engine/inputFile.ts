import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../../errors.ts';

/** The content of a file that the job names. Throws a `UserError`; `what` begins its message, such as "The data file". */
export function readInputFile(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UserError(`${what} ${path} cannot be read: ${messageOf(error)}.`);
  }
}
