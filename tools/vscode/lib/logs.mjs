import fs from 'node:fs';
import path from 'node:path';

/** What an extension has written to its log channel so far, in all windows of a server. */
export function channelLog(runDir, channel) {
  return fs
    .globSync(path.join(runDir, '**', `${channel}.log`))
    .map((file) => fs.readFileSync(file, 'utf8'))
    .join('');
}
