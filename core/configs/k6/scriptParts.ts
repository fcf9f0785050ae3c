import { bindingsOf } from './bindings.ts';
import { findChanges } from './changes.ts';
import { Evaluator } from './evaluate.ts';
import { findExports, type Exports } from './exports.ts';
import type { Program } from './parseScript.ts';
import { findMetrics, type ScriptMetrics } from './scriptMetrics.ts';

/** What a script is made of, before anything of it is judged. */
export interface ScriptParts {
  program: Program;
  exports: Exports;
  /** Looked for when they are asked for, and once. */
  readonly metrics: ScriptMetrics;
}

export function understandScript(program: Program): ScriptParts {
  const bindings = bindingsOf(program);
  const changes = findChanges(program, bindings);
  const evaluator = new Evaluator(bindings, changes);
  let metrics: ScriptMetrics | undefined;
  return {
    program,
    exports: findExports(program, evaluator),
    get metrics() {
      return (metrics ??= findMetrics(program, bindings, changes.reassigned, evaluator));
    },
  };
}
