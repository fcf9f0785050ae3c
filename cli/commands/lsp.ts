import { UserError } from '../../core/errors.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';

export const LSP_USAGE = 'headroom lsp --stdio';

/** The language server for any editor. It reads the transport from the command line itself and ends the process. */
export async function lsp(args: string[]): Promise<ExitCode> {
  if (args[0] !== '--stdio' || args.length > 1) throw new UserError(`Usage: ${LSP_USAGE}`);
  // Loaded here only, because no other command needs it.
  const { startServer } = await import('../../server/main.ts');
  startServer();
  return EXIT.ok;
}
