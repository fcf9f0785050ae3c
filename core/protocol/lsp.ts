/**
 * What the language server and its clients agree on beyond the protocol itself. `client/` and `server/` meet only here.
 */

export const PLAN_LANGUAGE_ID = 'headroom-plan';

/** Globs of plan files, relative to any folder. package.json says the same for the editor. */
export const PLAN_FILE_PATTERNS = ['*.headroom.yaml', '*.headroom.yml', 'headroom.yaml', 'headroom.yml'] as const;

const PLAN_FILE_NAME = /(^|[/\\])([^/\\]+\.)?headroom\.ya?ml$/i;

/** True for a path or URI whose last part names a plan. */
export function isPlanFile(pathOrUri: string): boolean {
  return PLAN_FILE_NAME.test(pathOrUri);
}
