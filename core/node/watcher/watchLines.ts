/** The file descriptor on which the watcher listens. */
export const WATCH_FD = 3;

/** What the run host tells its watcher, a line each: a process group was started, or it has ended. */
export const watchLine = {
  started: (leaderPid: number): string => `+${leaderPid}\n`,
  ended: (leaderPid: number): string => `-${leaderPid}\n`,
};

/** The groups that were started and have not ended. A line that was cut off with its writer says nothing. */
export function groupsLeft(lines: readonly string[]): number[] {
  const left = new Set<number>();
  for (const line of lines) {
    const [, sign, digits] = /^([+-])(\d+)$/.exec(line) ?? [];
    const pid = Number(digits);
    // 0 and 1 as group would mean this process's own group and every process.
    if (!Number.isSafeInteger(pid) || pid < 2) continue;
    if (sign === '+') left.add(pid);
    else left.delete(pid);
  }
  return [...left];
}
