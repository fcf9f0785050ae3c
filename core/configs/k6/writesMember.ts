import type { Program } from './parseScript.ts';
import { staticNameOf, walk } from './walk.ts';

/**
 * Whether a script gives something a member with this name: `{ group: 'pay' }`, `vu.tags.group = 'pay'`. Tags are
 * written so, and those of a script go over the ones of k6.
 */
export function writesMember(program: Program, name: string): boolean {
  let isWritten = false;
  walk(program, ({ node }) => {
    if (node.type === 'ObjectProperty') isWritten ||= staticNameOf(node.key, node.computed) === name;
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return;
    isWritten ||= staticNameOf(node.left.property, node.left.computed) === name;
  });
  return isWritten;
}
