/** Files that Artillery loads; they stand beside the bundle of the built-in engine. */
export const ARTILLERY_REPORTER_BUNDLE = 'artillery-reporter.js';
/** Artillery finds a plugin by a prefix and its name, here the file `artillery-tap.js`. */
export const ARTILLERY_TAP_PLUGIN = { prefix: 'artillery-', name: 'tap' };
