import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { serve } from './connection.ts';

/**
 * Starts the language server on the transport that the command line names (`--stdio`, `--node-ipc`, …). The process
 * ends when the client says so or is gone.
 */
export function startServer(): void {
  serve(createConnection(ProposedFeatures.all));
}
