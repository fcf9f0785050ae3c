/** By which plan imported results are judged. */
export interface JudgingPlan {
  /** Path of the plan. */
  plan: string;
  /** Absent: the names of the files tell which test each is a result of. */
  test?: string;
  environment?: string;
}

/** The arguments of `headroom` that import these files and folders. */
export function importArguments(named: readonly string[], { plan, test, environment }: JudgingPlan): string[] {
  return [
    'import',
    `--plan=${plan}`,
    ...(test === undefined ? [] : [`--test=${test}`]),
    ...(environment === undefined ? [] : [`--environment=${environment}`]),
    // A name that begins with a dash is none of the options.
    '--',
    ...named,
  ];
}

/** What is said when the command has ended: who asked sees the list of runs, not the command's output. */
export interface ImportEnding {
  level: 'info' | 'warning';
  words: string;
}

/** `said` is what stood in its error output. Whatever is not known to have gone well is told as it is. */
export function importEnding(
  { exitCode, failure }: { exitCode?: number; failure?: string },
  plan: string,
  said: readonly string[],
): ImportEnding {
  const [complaint] = said.filter((line) => line.trim() !== '');
  const judged = `In the list of runs, judged by ${plan}`;
  if (failure !== undefined) return { level: 'warning', words: `The import did not come to its end: ${failure}.` };
  if (exitCode === 0 && complaint === undefined) return { level: 'info', words: `${judged}: all passed` };
  if (exitCode === 1 && complaint === undefined) return { level: 'info', words: `${judged}: not all passed` };
  if (exitCode === 3 && complaint === undefined)
    return { level: 'warning', words: `${judged}, but not all of it is to be trusted.` };
  const why = complaint ?? `The command ended with ${String(exitCode)}.`;
  return { level: 'warning', words: `Not everything was imported as it should be. ${why}` };
}
