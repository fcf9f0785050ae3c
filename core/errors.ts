/** An error whose text is fit to show: it names the thing, the place and the remedy. Anything else is a bug. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** For the `default` of an exhaustive switch. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
