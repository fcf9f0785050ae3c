/** Every name that package.json declares and code answers to; a test compares the two. */
export const COMMANDS = {
  openRun: 'headroom.openRun',
  run: 'headroom.run',
  smoke: 'headroom.smoke',
  dryRun: 'headroom.dryRun',
  runFailed: 'headroom.runFailed',
  stop: 'headroom.stop',
  stopAll: 'headroom.stopAll',
  showRunning: 'headroom.showRunning',
  selectEnvironment: 'headroom.selectEnvironment',
  runWithVariables: 'headroom.runWithVariables',
  forgetSecrets: 'headroom.forgetSecrets',
  newPlan: 'headroom.newPlan',
  tryDemo: 'headroom.tryDemo',
  showLoadProfile: 'headroom.showLoadProfile',
  groupRunsByTest: 'headroom.groupRunsByTest',
  groupRunsByDay: 'headroom.groupRunsByDay',
  filterRuns: 'headroom.filterRuns',
  clearRunFilter: 'headroom.clearRunFilter',
  refreshRuns: 'headroom.refreshRuns',
  showMoreRuns: 'headroom.showMoreRuns',
  compareRuns: 'headroom.compareRuns',
  compareWithPrevious: 'headroom.compareWithPrevious',
  compareWithBaseline: 'headroom.compareWithBaseline',
  selectForCompare: 'headroom.selectForCompare',
  compareWithSelected: 'headroom.compareWithSelected',
  setBaseline: 'headroom.setBaseline',
  removeBaseline: 'headroom.removeBaseline',
  exportRun: 'headroom.exportRun',
  revealRunInOS: 'headroom.revealRunInOS',
  revealRunInExplorer: 'headroom.revealRunInExplorer',
  copyRunId: 'headroom.copyRunId',
  openRunLog: 'headroom.openRunLog',
  deleteRun: 'headroom.deleteRun',
  importRuns: 'headroom.importRuns',
  toggleChecklistItem: 'headroom.toggleChecklistItem',
  tickItems: 'headroom.tickItems',
  revealInChecklists: 'headroom.revealInChecklists',
  openChecklistText: 'headroom.openChecklistText',
  showAllItems: 'headroom.showAllItems',
  showOpenItems: 'headroom.showOpenItems',
  showDoneItems: 'headroom.showDoneItems',
  showFailingItems: 'headroom.showFailingItems',
  showStaleItems: 'headroom.showStaleItems',
  applyResults: 'headroom.applyResults',
  fillBlanks: 'headroom.fillBlanks',
  refreshChecklists: 'headroom.refreshChecklists',
  runBlockAsStep: 'headroom.runBlockAsStep',
  runBlockInTerminal: 'headroom.runBlockInTerminal',
  stopBlock: 'headroom.stopBlock',
  showBlockOutput: 'headroom.showBlockOutput',
  signOff: 'headroom.signOff',
  editItemNote: 'headroom.editItemNote',
  addItemLink: 'headroom.addItemLink',
  openItemLink: 'headroom.openItemLink',
  bindItems: 'headroom.bindItems',
  addTargets: 'headroom.addTargets',
  readinessReport: 'headroom.readinessReport',
} as const;

/** Those that run tests and tell of it. */
export const RUN_COMMANDS = [
  COMMANDS.run,
  COMMANDS.smoke,
  COMMANDS.dryRun,
  COMMANDS.runFailed,
  COMMANDS.runWithVariables,
  COMMANDS.stop,
  COMMANDS.stopAll,
  COMMANDS.showRunning,
  COMMANDS.selectEnvironment,
  COMMANDS.forgetSecrets,
  COMMANDS.newPlan,
  COMMANDS.tryDemo,
] as const;

export type RunCommand = (typeof RUN_COMMANDS)[number];

export const PANELS = {
  result: 'headroom.result',
  loadProfile: 'headroom.loadProfile',
  compare: 'headroom.compare',
} as const;

export const VIEWS = {
  runs: 'headroom.runs',
  checklists: 'headroom.checklists',
} as const;

/** Context keys that `when` clauses of package.json ask for. */
export const CONTEXT = {
  /** The text that is edited, or was last, is a plan or a script that is served. */
  isServed: 'headroom.isServed',
  /** A run goes on that this window knows of. */
  isRunning: 'headroom.isRunning',
  /** `test` or `day`. */
  runsGroupedBy: 'headroom.runsGroupedBy',
  isRunsFiltered: 'headroom.isRunsFiltered',
  /** A run waits for the one that it is to be compared with. */
  isRunSelectedForCompare: 'headroom.isRunSelectedForCompare',
  /** The text that is edited is Markdown and may have task items. */
  isChecklist: 'headroom.isChecklist',
  /** `all`, `open`, `done`, `failing` or `stale`; not set before the first change. */
  checklistFilter: 'headroom.checklistFilter',
} as const;

/** Whether the scripts of a tool are served (plans always are), and what is shown beside texts. */
export const SETTINGS = {
  artillery: 'headroom.artillery.enable',
  k6: 'headroom.k6.enable',
  checklistLenses: 'headroom.checklist.lenses',
  checklistProblems: 'headroom.checklist.problems',
  runbookLenses: 'headroom.runbook.lenses',
} as const;
