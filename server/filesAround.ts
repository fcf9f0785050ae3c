import { DidChangeWatchedFilesNotification, type Connection } from 'vscode-languageserver/node';

/** What texts may name: scripts, data, results and other configs. */
const NAMED_FILES = '**/*.{js,cjs,mjs,ts,cts,mts,lua,csv,json,yml,yaml,env,sh,html}';

/** Asks the editor to tell when a file that a text may name has come, changed or gone. */
export async function watchFilesAround(connection: Connection): Promise<void> {
  const watchers = [{ globPattern: NAMED_FILES }];
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** A file in the folder of a run. It is no part of any text, but may be what is said beside one. */
export function isRunFile(uri: string): boolean {
  return /\/\d{8}_\d{6}_[^/]+\/[^/]+$/.test(uri);
}
