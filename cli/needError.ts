import { UserError } from '../core/errors.ts';
import { ToolError } from '../core/node/tools.ts';
import type { Need, NeedsLine } from '../core/protocol/runHost.ts';
import type { Output } from './output.ts';

/** Nothing was sent, because somebody has to give something first. The text says it for a terminal. */
export class NeedError extends UserError {
  constructor(
    message: string,
    readonly need: Need,
  ) {
    super(message);
  }
}

/** For whoever started the command with `--serve`: what is needed, where the socket would have been named. */
export async function tellNeed<Result>(output: Output, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const need = needOf(error);
    if (need !== undefined) {
      const line: NeedsLine = { kind: 'needs', need };
      output.out(JSON.stringify(line));
    }
    throw error;
  }
}

function needOf(error: unknown): Need | undefined {
  if (error instanceof NeedError) return error.need;
  if (!(error instanceof ToolError)) return undefined;
  const { tool, brief, message, page } = error;
  const details = brief === message ? {} : { details: message };
  return { what: 'tool', tool, why: brief, ...details, ...(page === undefined ? {} : { page }) };
}
