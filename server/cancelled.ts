import { LSPErrorCodes, type ConnectionOptions } from 'vscode-languageserver/node';

/**
 * Whoever types faster than the server answers takes its questions back. Those that wait are answered at once, so that a
 * burst of edits costs about one answer. The library would begin each of them.
 */
export const CONNECTION_OPTIONS: ConnectionOptions = {
  connectionStrategy: {
    cancelUndispatched: ({ jsonrpc, ...request }) => ({
      jsonrpc,
      id: 'id' in request && (typeof request.id === 'string' || typeof request.id === 'number') ? request.id : null,
      error: { code: LSPErrorCodes.RequestCancelled, message: 'The question was taken back.' },
    }),
  },
};
