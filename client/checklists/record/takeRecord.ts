import * as vscode from 'vscode';
import type { FileNode, RoleNode } from '../tree/nodes.ts';
import type { RecordStates } from './recordStates.ts';

/** Puts what the record says into the nodes of a file; the same node for the same role. Whether there is anything to draw. */
export function takeRecord(file: FileNode, states: RecordStates): boolean {
  const before = file.signOffs;
  const { roles, notes, warnings } = states.of(vscode.Uri.parse(file.uri, true));
  file.signOffs = roles.map((role): RoleNode => {
    const key = `sign-off ${role.role}`;
    const known = before.find((node) => node.key === key);
    return known ? Object.assign(known, { role }) : { kind: 'role', key, file, parent: file, role, children: [] };
  });
  let hasNotes = warnings.length > 0 || file.warnings.length > 0;
  file.warnings = warnings;
  for (const node of file.below.values()) {
    if (node.kind !== 'item') continue;
    const note = notes[node.item.id];
    hasNotes ||= note !== undefined || node.note !== undefined;
    node.note = note;
  }
  return hasNotes || file.signOffs.length > 0 || before.length > 0;
}
