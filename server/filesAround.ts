import {
  DidChangeWatchedFilesNotification,
  type ClientCapabilities,
  type Connection,
} from 'vscode-languageserver/node';

/** What texts may name: scripts, data, results and other configs. */
const NAMED_FILES = '**/*.{js,cjs,mjs,ts,cts,mts,lua,csv,json,yml,yaml,env,sh,html}';

/**
 * Tells when a file that a text may name has come, changed or gone, as far as the editor watches files for a server or
 * tells what it saves. Without that an answer holds until the text changes.
 */
export function watchFilesAround(
  connection: Connection,
  capabilities: ClientCapabilities,
  changed: (uris: readonly string[]) => void,
): void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    changed(changes.map(({ uri }) => uri));
  });
  if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
  connection.onInitialized(() => {
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: NAMED_FILES }] })
      .catch((error: unknown) => {
        connection.console.warn(`The editor does not watch files: ${String(error)}`);
      });
  });
}
