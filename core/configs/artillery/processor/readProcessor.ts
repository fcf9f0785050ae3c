import type { Span } from '../../../text/span.ts';
import { parseScript, type ScriptLanguage } from '../../k6/parseScript.ts';
import { findExports } from './processorExports.ts';
import { variablesSetIn } from './processorVariables.ts';

export type ProcessorReading =
  | { kind: 'broken'; reason: string; at: number }
  | {
      kind: 'read';
      /** What is exported, with the place of each name. */
      exports: ReadonlyMap<string, Span>;
      /** Nothing else is exported: no name comes from another module or is only known when the file runs. */
      isComplete: boolean;
      /** Names that its functions seem to give variables. */
      variables: readonly string[];
    };

/** Reads a processor without running it. Never throws. */
export function readProcessor(text: string, language: ScriptLanguage): ProcessorReading {
  const { program, fault } = parseScript(text, language);
  if (!program) {
    const at = fault?.at ?? 0;
    const line = text.slice(0, at).split('\n').length;
    return { kind: 'broken', reason: `${fault?.message ?? 'it cannot be read'} (line ${line})`, at };
  }
  const { names, isComplete } = findExports(program);
  return { kind: 'read', exports: names, isComplete, variables: variablesSetIn(program) };
}
