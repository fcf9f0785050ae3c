/** Every name that package.json declares and code answers to; a test compares the two. */
export const COMMANDS = {
  openRun: 'headroom.openRun',
  showLoadProfile: 'headroom.showLoadProfile',
} as const;

export const PANELS = {
  result: 'headroom.result',
  loadProfile: 'headroom.loadProfile',
} as const;

/** Context keys that `when` clauses of package.json ask for. */
export const CONTEXT = {
  /** The text that is edited, or was last, is a plan or a script that is served. */
  isServed: 'headroom.isServed',
} as const;

/** Whether the scripts of a tool are served. Plans always are. */
export const SETTINGS = {
  artillery: 'headroom.artillery.enable',
  k6: 'headroom.k6.enable',
} as const;
