import { type Node, type Program } from '../../k6/parseScript.ts';
import { staticNameOf, walk } from '../../k6/walk.ts';

/** Names under which functions put something into `context.vars`, in the order of the text. */
export function variablesSetIn(program: Program): string[] {
  const names = new Set<string>();
  walk(program, ({ node }) => {
    if (node.type !== 'AssignmentExpression') return;
    const name = variableOf(node.left);
    if (name !== undefined) names.add(name);
  });
  return [...names];
}

/** The `name` of `anything.vars.name`. */
function variableOf(target: Node): string | undefined {
  if (target.type !== 'MemberExpression' || target.object.type !== 'MemberExpression') return undefined;
  const { property, computed } = target.object;
  if (staticNameOf(property, computed) !== 'vars') return undefined;
  return staticNameOf(target.property, target.computed);
}
