/** An error whose text is fit to show: it names the thing, the place and the remedy. Anything else is a bug. */
export class UserError extends Error {
  override readonly name = 'UserError';

  /** What one bundle throws another one catches, and each has a copy of this class: the name tells it. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const isByClass = Function.prototype[Symbol.hasInstance].call(this, value);
    return isByClass || (this === UserError && value instanceof Error && value.name === 'UserError');
  }
}

/** For the `default` of an exhaustive switch. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
