/**
 * What the reader has to know of files beside the script. Every answer may be left out: then nothing is said about it.
 * Paths are as the script has them, relative to it.
 */
export interface ArtilleryFacts {
  fileExists?: (path: string) => boolean | undefined;
  processor?: (path: string) => ProcessorFacts | undefined;
  /** The cells of the first row of a CSV file. */
  firstRowOf?: (path: string) => readonly string[] | undefined;
  /** Whether a plugin that Artillery does not bring can be loaded. */
  isPluginInstalled?: (name: string) => boolean | undefined;
}

export type ProcessorFacts =
  | { kind: 'missing' }
  /** It is no program: Artillery ends when it loads it. */
  | { kind: 'broken'; reason: string }
  | {
      kind: 'read';
      /** Names of all that it exports; absent where that cannot be told for certain. */
      exports?: readonly string[];
      /** Names of all variables that its functions set; absent where that cannot be told for certain. */
      variables?: readonly string[];
      /** Those that its functions seem to set; there may be more. */
      likelyVariables?: readonly string[];
    };
