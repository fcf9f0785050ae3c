import type { Span } from '../../../text/span.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../yaml/yamlNode.ts';

/** An Artillery script as it is written. Everything keeps its place, also what is wrong. */
export interface ArtilleryScript {
  root: YamlMap;
  /** Artillery merges files: one may hold the config and others the scenarios. */
  parts: 'whole' | 'config-only' | 'scenarios-only';
  config?: YamlMap;
  environments: readonly YamlEntry[];
  before?: Scenario;
  scenarios: readonly Scenario[];
  after?: Scenario;
}

/** Also `before` and `after`, which run once. */
export interface Scenario {
  role: 'before' | 'scenario' | 'after';
  map: YamlMap;
  /** The characters that stand for it where there is nothing smaller: its first key. */
  span: Span;
  name?: { value: string; span: Span };
  engine: EngineName;
  /** Absent when it has none, or one that only a third-party engine understands. */
  flow?: YamlEntry;
  steps: readonly Step[];
}

export interface EngineName {
  /** Undefined when a template decides. */
  id: string | undefined;
  /** Where it is written; absent for the default. */
  span?: Span;
}

export const STEP_KINDS = [
  ...(['request', 'loop', 'parallel', 'think', 'log', 'function'] as const),
  ...(['emit', 'connect', 'send', 'wait', 'unknown'] as const),
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export interface Step {
  kind: StepKind;
  node: YamlNode;
  /** Where it stands in the flow; for an alias its own place. */
  span: Span;
  /** The key that says what the step does; absent for an item that is no mapping, or an empty one. */
  action?: YamlEntry;
  /** The other keys of the step. */
  others: readonly YamlEntry[];
  /** Steps inside `loop` and `parallel`. */
  steps: readonly Step[];
  /** 0 for a step of the flow itself. */
  depth: number;
}

/** Nearly every rule goes through them. */
const stepsWithInner = new WeakMap<readonly Step[], readonly Step[]>();

/** All steps of a flow in the order of the text, with those inside others. */
export function allSteps(steps: readonly Step[]): readonly Step[] {
  const known = stepsWithInner.get(steps);
  if (known) return known;
  const all: Step[] = [];
  const add = (step: Step): void => {
    all.push(step);
    for (const inner of step.steps) add(inner);
  };
  for (const step of steps) add(step);
  stepsWithInner.set(steps, all);
  return all;
}

/** Every flow that the built-in engines run: `before`, the scenarios, `after`. */
export function flowsOf(script: ArtilleryScript): readonly Scenario[] {
  return [script.before, ...script.scenarios, script.after].filter((flow) => flow !== undefined);
}

export type FlowLanguage = 'http' | 'ws' | 'socketio' | 'foreign';

/** Whose rules the steps of a scenario follow. Playwright, third-party engines and templates are their own business. */
export function languageOf({ id }: EngineName): FlowLanguage {
  // `websocket` is no engine, but it is clear which one is meant.
  if (id === 'http' || id === 'socketio') return id;
  return id === 'ws' || id === 'websocket' ? 'ws' : 'foreign';
}
