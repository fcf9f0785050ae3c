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

/** Asks for the tests of a document by its URI. A client and a server of the same version ask and answer alike. */
export const TESTS_REQUEST = 'headroom/tests';

export interface TestsParams {
  uri: string;
}

/** Lines and characters are counted from 0, as everywhere in the protocol. */
interface LineRange {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

export interface TestsAnswer {
  /** Of the document that was read; undefined where it is of no dialect. */
  version?: number;
  tests: readonly {
    id: string;
    kind: 'test' | 'suite';
    /** The name. */
    range: LineRange;
    /** The name with all that belongs to it. */
    wholeRange: LineRange;
    checks: readonly { id: string; range: LineRange }[];
  }[];
}
