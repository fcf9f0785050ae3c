import type { Bindings } from './bindings.ts';
import type { Node, Program } from './parseScript.ts';
import { judgeReference, type Change, type Found } from './references.ts';
import { walk } from './walk.ts';

export interface Changes {
  /** Names that get another value somewhere. */
  reassigned: ReadonlySet<string>;
  changed: ReadonlyMap<string, readonly Change[]>;
}

/** How far aliases of aliases are followed. */
const LONGEST_ALIAS_CHAIN = 5;
/** A bundled script may use a few names for thousands of things. */
const MOST_ALIASES = 1000;

/** Which values code changes before k6 reads the options. Names are compared without regard to where they are declared. */
export function findChanges(program: Program, bindings: Bindings): Changes {
  const reassigned = new Set<string>();
  const found = new Map<string, Found[]>();
  walk(program, ({ node, ancestors, isLater }) => {
    for (const name of reassignedBy(node)) reassigned.add(name);
    if (isLater || node.type !== 'Identifier') return;
    const reference = judgeReference(node, ancestors, bindings);
    if (!reference) return;
    const others = found.get(node.name);
    if (others) others.push(...reference);
    else found.set(node.name, [...reference]);
  });
  const changed = new Map<string, Change[]>();
  for (const name of found.keys()) {
    // Names of inner functions only matter as other names of these.
    if (!bindings.has(name)) continue;
    const changes = changesOf(name, found, { left: MOST_ALIASES }, 0);
    if (changes.length > 0) changed.set(name, changes);
  }
  return { reassigned, changed };
}

/** What was not followed to its end may be any change. `budget` is shared by all that one name leads to. */
function changesOf(
  name: string,
  found: ReadonlyMap<string, readonly Found[]>,
  budget: { left: number },
  depth: number,
): Change[] {
  const uses = found.get(name) ?? [];
  budget.left -= uses.length;
  if (depth > LONGEST_ALIAS_CHAIN || budget.left < 0) return [{ path: [], isAppend: false }];
  return uses.flatMap(({ change, alias }) => [
    ...(change ? [change] : []),
    ...(alias
      ? changesOf(alias.name, found, budget, depth + 1).flatMap((other) => throughAlias(alias, other) ?? [])
      : []),
  ]);
}

/** What a change of the other name changes here; undefined where that is beside this value. */
function throughAlias({ path, inside = [] }: NonNullable<Found['alias']>, change: Change): Change | undefined {
  const steps = inside.slice(0, change.path.length);
  const isBeside = steps.some((step, index) => {
    const other = change.path[index];
    return step !== undefined && other !== undefined && step !== other;
  });
  if (isBeside) return undefined;
  // Whoever changes what this value is part of may change the value, too.
  if (change.path.length <= inside.length && inside.length > 0) {
    return change.isAppend ? undefined : { path: [...path], isAppend: false };
  }
  return { ...change, path: [...path, ...change.path.slice(inside.length)] };
}

function reassignedBy(node: Node): string[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return targetNames(node.left);
    case 'UpdateExpression':
      return targetNames(node.argument);
    case 'ForInStatement':
    case 'ForOfStatement':
      return targetNames(node.left);
    default:
      return [];
  }
}

function targetNames(target: Node): string[] {
  if (target.type === 'Identifier') return [target.name];
  if (target.type === 'ArrayPattern') return target.elements.flatMap((one) => (one ? targetNames(one) : []));
  if (target.type === 'ObjectPattern') return target.properties.flatMap(targetNames);
  if (target.type === 'ObjectProperty') return targetNames(target.value);
  return target.type === 'AssignmentPattern' ? targetNames(target.left) : [];
}
