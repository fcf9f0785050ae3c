/** What an extension has written to its log channel so far, in all windows of the server with this `runDir`. */
export function channelLog(runDir: string, channel: string): string;
