/** Every name that package.json declares and code answers to; a test compares the two. */
export const COMMANDS = {
  openRun: 'headroom.openRun',
} as const;

export const PANELS = {
  result: 'headroom.result',
} as const;
