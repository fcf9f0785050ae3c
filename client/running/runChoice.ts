/** What a person has asked for: which tests of a file, how, and against what. */
export interface RunChoice {
  /** Path of the plan or script. */
  file: string;
  /** Ids; neither tests nor a suite means all that the file holds. */
  tests?: readonly string[];
  suite?: string;
  /** Of the suite, only what did not pass when it was last run. */
  isOnlyFailed?: boolean;
  isSmoke: boolean;
  environment?: string;
  /** Variables of the plan that get another value for this run. */
  variables?: Readonly<Record<string, string>>;
}

/** What goes on beside a run and ends with it, with the variables by which the run finds it. */
export interface Beside {
  variables: Readonly<Record<string, string>>;
  stop: () => void;
}

/** What was given for a run because it could not start without. */
export interface Given {
  confirmed: readonly string[];
  isParallel: boolean;
}

/** What becomes of the run when no window is there any more. */
export interface Leaving {
  graceSeconds: number;
  whenLeft: 'stop' | 'continue';
}

export const NOTHING_GIVEN: Given = { confirmed: [], isParallel: false };

/** The arguments of `headroom` for this choice, without `--serve`. */
export function runArguments(choice: RunChoice, given: Given, leaving: Leaving): string[] {
  return [
    ...choiceArguments(choice),
    ...given.confirmed.map((typed) => `--confirm=${typed}`),
    ...(given.isParallel ? ['--parallel'] : []),
    `--grace=${leaving.graceSeconds}`,
    `--when-left=${leaving.whenLeft}`,
  ];
}

export function dryRunArguments(choice: RunChoice): string[] {
  return [...choiceArguments(choice), '--dry-run'];
}

/** Values stand behind a `=`, so that one that begins with a dash is none of the options. */
function choiceArguments({ file, tests, suite, isOnlyFailed, isSmoke, environment, variables }: RunChoice): string[] {
  return [
    'run',
    file,
    ...(tests ?? []).map((id) => `--test=${id}`),
    ...(suite === undefined ? [] : [`--suite=${suite}`]),
    ...(isOnlyFailed === true ? ['--failed'] : []),
    ...(isSmoke ? ['--smoke'] : []),
    ...(environment === undefined ? [] : [`--environment=${environment}`]),
    ...Object.entries(variables ?? {}).map(([name, value]) => `--set=${name}=${value}`),
  ];
}
