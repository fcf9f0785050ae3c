import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../core/errors.ts';
import { BUNDLE_FOLDER } from '../bundleFolder.ts';
import type { CommandHelp } from '../commandHelp.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';

export const LSP_HELP: CommandHelp = {
  usage: 'headroom lsp --stdio',
  about: 'The language server for plans, for any editor that speaks the Language Server Protocol.',
  options: { stdio: { type: 'boolean', help: 'talk over standard input and output; there is no other way' } },
};

/** The language server for any editor. It reads the transport from the command line itself and ends the process. */
export async function lsp(args: string[]): Promise<ExitCode> {
  if (args[0] !== '--stdio' || args.length > 1) throw new UserError(`Usage: ${LSP_HELP.usage}`);
  // The bundle that the extension starts, so that the command line does not hold a second copy of it.
  await import(pathToFileURL(path.join(BUNDLE_FOLDER, 'server.js')).href);
  return EXIT.ok;
}
