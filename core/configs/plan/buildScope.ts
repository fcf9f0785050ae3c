import type * as z from 'zod';
import type { Problem } from '../../problem.ts';
import type { YamlEntry, YamlNode } from '../yaml/yamlNode.ts';
import { readKeys } from './keys.ts';
import { interpolate } from './interpolate.ts';
import { isHttpUrl } from './httpUrl.ts';
import { environmentModel, planModel } from './model.ts';
import { planProblem } from './problems.ts';
import { isUnreadable } from './reader.ts';
import type { Scope } from './scope.ts';

export interface ScopeRequest {
  environment?: string;
  /** What is written under that id. */
  chosen?: YamlNode;
  /** Some environment has a target, or may have one. */
  targetIsKnown: boolean;
  /** Values that win over the plan's own, from `--set name=value`. */
  overrides?: ReadonlyMap<string, string>;
  environmentVariable?: (name: string) => string | undefined;
  /** Only what the target is made of is wanted: of many environments nothing else is asked. */
  isForTarget?: boolean;
}

/** Variables made of variables grow fast: a few lines can stand for more text than any memory holds. */
const LONGEST_VALUE = 10_000;
const LONGEST_CHAIN = 50;

/** Reads variables, target and secret names for one environment. Values may use each other, in any order. */
export function buildScope(root: YamlNode, source: string, request: ScopeRequest, problems: Problem[]): Scope {
  const { chosen } = request;
  const definitions = new Map<string, YamlNode>();
  const variableNodes = [child(root, planModel, 'variables'), child(chosen, environmentModel, 'variables')];
  const environmentsNode = child(root, planModel, 'environments');
  const secrets = secretNames(child(root, planModel, 'secrets'));
  for (const node of variableNodes) {
    for (const entry of entriesOf(node)) definitions.set(entry.key, entry.value);
  }
  const variables = new Map<string, string | undefined>();
  const scope: Scope & { variables: Map<string, string | undefined> } = {
    environment: request.environment,
    variables,
    targetIsKnown: request.targetIsKnown,
    secrets: new Set(secrets.names),
    variablesAreUnknown: ![...variableNodes, environmentsNode, chosen].every(isMapOrAbsent),
    secretsAreUnknown: !secrets.areComplete,
    environmentVariable: request.environmentVariable,
  };
  const open = new Set<string>();
  const resolve = (name: string): void => {
    const node = definitions.get(name);
    if (variables.has(name) || !node) return;
    const override = request.overrides?.get(name);
    if (override !== undefined) {
      variables.set(name, override);
      return;
    }
    if (node.kind !== 'scalar' || node.value === null) {
      if (!isUnreadable(node))
        problems.push(planProblem('wrong-kind', node.span, name, 'text, a number, true or false', 'something else'));
      variables.set(name, undefined);
      return;
    }
    if (open.size >= LONGEST_CHAIN) {
      problems.push(planProblem('variable-too-long', node.span, name));
      variables.set(name, undefined);
      return;
    }
    open.add(name);
    for (const used of namesIn(node.text)) {
      if (open.has(used)) {
        problems.push(planProblem('variable-cycle', node.span, name));
        variables.set(used, undefined);
      } else {
        resolve(used);
      }
    }
    open.delete(name);
    if (!variables.has(name)) {
      const { text } = interpolate(node, { source, scope, problems });
      const isTooLong = text !== undefined && text.length > LONGEST_VALUE;
      if (isTooLong) problems.push(planProblem('variable-too-long', node.span, name));
      variables.set(name, isTooLong ? undefined : text);
    }
  };
  const target = child(chosen, environmentModel, 'target');
  const ofTarget = target?.kind === 'scalar' ? namesIn(target.text) : [];
  for (const name of request.isForTarget ? ofTarget : definitions.keys()) resolve(name);

  const isProtected = child(chosen, environmentModel, 'protected');
  // A protected environment without a target is a fault of its own, and so is what is no target or no environment.
  scope.targetIsFaulty =
    target !== undefined ||
    !isMapOrAbsent(environmentsNode) ||
    !isMapOrAbsent(chosen) ||
    (isProtected?.kind === 'scalar' && isProtected.text === 'true');
  if (target?.kind === 'scalar' && target.value !== null) {
    // Problems of the target itself are reported where the environments are read.
    const text = interpolate(target, { source, scope, problems: [] }).text;
    scope.targetIsFaulty = text === undefined || !isHttpUrl(text);
    scope.target = scope.targetIsFaulty ? undefined : text;
  }
  return scope;
}

/** Names of variables in a text, as far as they are well-formed. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/\$\{\s*([A-Za-z_][A-Za-z0-9_.-]*)\s*\}/g)].map(([, name = '']) => name);
}

/** The value of a key, also of a misspelt one, as `Fields` reads it. */
export function child(node: YamlNode | undefined, model: z.ZodObject, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? readKeys(node, model).entries.get(key)?.value : undefined;
}

export function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** Whether all names that a mapping declares are known: an absent one declares none. */
export function isMapOrAbsent(node: YamlNode | undefined): boolean {
  return node === undefined || node.kind === 'map';
}

function secretNames(node: YamlNode | undefined): { names: string[]; areComplete: boolean } {
  if (node?.kind !== 'sequence') return { names: [], areComplete: node === undefined };
  const names = node.items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item.text] : []));
  return { names, areComplete: names.length === node.items.length };
}
