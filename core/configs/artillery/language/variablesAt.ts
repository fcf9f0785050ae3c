import type { FileAccess } from '../../../language/fileAccess.ts';
import type { YamlCursor } from '../../yaml/yamlCursor.ts';
import type { YamlMap } from '../../yaml/yamlNode.ts';
import { readScript } from '../model/readScript.ts';
import { allSteps, flowsOf, type ArtilleryScript, type Scenario, type Step } from '../model/script.ts';
import { processorNames } from './namesOffered.ts';
import { definitionsOf, variablePlaces } from './variableNames.ts';

export interface KnownVariable {
  name: string;
  /** Where its value comes from, in words. */
  source: string;
}

/** Variables that have a value where somebody is writing: those of the config, and what earlier steps captured. */
export function variablesAt(cursor: YamlCursor, files: Partial<FileAccess>): KnownVariable[] {
  const { root, path } = cursor;
  if (root.kind !== 'map') return [];
  const script = readScript(root);
  const flow = flowAt(script, path);
  if (!flow) return [];
  const before = flow.role === 'before' ? [] : [...allSteps(script.before?.steps ?? [])];
  const known = [
    ...configured(script),
    ...[...before, ...earlierSteps(flow.steps, path.slice(path.indexOf('flow') + 1))].flatMap(sourcesOf),
    ...processorNames(root, files).variables.map((name) => ({ name, source: 'from the processor' })),
    ...(isInLoop(path) ? IN_LOOPS : []),
  ];
  return [...new Map(known.map((one) => [one.name, one])).values()];
}

const IN_LOOPS: readonly KnownVariable[] = [
  { name: '$loopCount', source: 'the number of the round' },
  { name: '$loopElement', source: 'the item of the round' },
];

function flowAt(script: ArtilleryScript, [section, index]: YamlCursor['path']): Scenario | undefined {
  if (section === 'before') return script.before;
  if (section === 'after') return script.after;
  if (section !== 'scenarios' || typeof index !== 'number') return undefined;
  const items = script.root.entries.find(({ key }) => key === 'scenarios')?.value;
  const map: YamlMap | undefined =
    items?.kind === 'sequence' && items.items[index]?.kind === 'map' ? items.items[index] : undefined;
  return flowsOf(script).find((flow) => flow.map === map);
}

function configured(script: ArtilleryScript): KnownVariable[] {
  // Places do not matter here, and those of the text with a letter more would be wrong ones.
  return variablePlaces({ ...script, before: undefined, scenarios: [], after: undefined }, '').flatMap(
    ({ name, source }) => (source === undefined ? [] : [{ name, source }]),
  );
}

function sourcesOf(step: Step): KnownVariable[] {
  return definitionsOf(step, '').flatMap(({ name, source }) => (source === undefined ? [] : [{ name, source }]));
}

/** Steps that have run before one: those above it, and in a loop all of its others, in the round before. */
function earlierSteps(steps: readonly Step[], path: YamlCursor['path']): Step[] {
  const [index, key, ...rest] = path;
  if (typeof index !== 'number') return [];
  const above = steps.slice(0, index).flatMap((step) => [...allSteps([step])]);
  const own = steps[index];
  if (!own) return above;
  if (key === 'loop') return [...above, ...allSteps([own])];
  if (key === 'parallel') return [...above, ...earlierSteps([], rest)];
  // What is expected is looked at when the request has captured what it does.
  return rest.includes('expect') ? [...above, own] : above;
}

function isInLoop(path: YamlCursor['path']): boolean {
  return path.includes('loop');
}
