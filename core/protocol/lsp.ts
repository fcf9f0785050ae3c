import type { Environments } from '../language/languageDocument.ts';
import type { LoadProfile } from '../language/loadProfile.ts';

/**
 * What the language server and its clients agree on beyond the protocol itself. `client/` and `server/` meet only here.
 */

export const PLAN_LANGUAGE_ID = 'headroom-plan';

/** Globs of plan files, relative to any folder. package.json says the same for the editor. */
export const PLAN_FILE_PATTERNS = ['*.headroom.yaml', '*.headroom.yml', 'headroom.yaml', 'headroom.yml'] as const;

/** The same in one glob, for all folders of a workspace. */
export const PLAN_GLOB = `**/{${PLAN_FILE_PATTERNS.join(',')}}`;

const PLAN_FILE_NAME = /(^|[/\\])([^/\\]+\.)?headroom\.ya?ml$/i;

/** True for a path or URI whose last part names a plan. */
export function isPlanFile(pathOrUri: string): boolean {
  return PLAN_FILE_NAME.test(pathOrUri);
}

/**
 * The languages, by what editors call them, in which there may be something for the server besides plans. It is the
 * text that decides. package.json wakes the extension for the same.
 */
const ENDINGS: Readonly<Record<string, string>> = {
  yaml: '.yaml',
  json: '.json',
  jsonc: '.json',
  javascript: '.js',
  typescript: '.ts',
};
export const SCRIPT_LANGUAGE_IDS: readonly string[] = Object.keys(ENDINGS);

/** The path that tells a document's language: of one that is not saved, or has a name of its own, the language does. */
export function pathOfDocument(path: string, languageId: string): string {
  return /\.(ya?ml|json|[cm]?[jt]s)$/i.test(path) ? path : `${path}${ENDINGS[languageId] ?? ''}`;
}

/** Asks for the tests of a document by its URI, also of a file that is not open. A client and a server of the same version ask and answer alike. */
export const TESTS_REQUEST = 'headroom/tests';

export interface TestsParams {
  uri: string;
}

/** Asks for the loads of a document by its URI, which a panel draws. */
export const LOAD_PROFILE_REQUEST = 'headroom/loadProfile';

export interface LoadProfileParams {
  uri: string;
}

export interface LoadProfileAnswer {
  /** Of the document that was read; undefined where it is of no dialect. */
  version?: number;
  loads: readonly {
    /** Test or environment; absent where the document asks for one load only. */
    name?: string;
    /** Where the document says so, counted from 0. */
    line: number;
    words: string;
    profile: LoadProfile;
  }[];
}

/** Lines and characters are counted from 0, as everywhere in the protocol. */
interface LineRange {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

export interface TestsAnswer {
  /** Of the document that was read; undefined where it is of no dialect. */
  version?: number;
  /** Path of the folder that runs of these tests go into; absent for a text that is on no disk. */
  results?: string;
  environments: Environments;
  tests: readonly {
    id: string;
    kind: 'test' | 'suite';
    /** The name. */
    range: LineRange;
    /** The name with all that belongs to it. */
    wholeRange: LineRange;
    /** `text`: the row as it is written; another one is judged otherwise. */
    checks: readonly { id: string; range: LineRange; text: string }[];
  }[];
}
