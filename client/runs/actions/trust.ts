import * as vscode from 'vscode';
import { UserError } from '../../../core/errors.ts';

/** A run folder says where files belong, and what is not trusted must not say where files are written or deleted. */
export function refuseUntrusted(what: string): void {
  if (!vscode.workspace.isTrusted)
    throw new UserError(`${what} in trusted workspaces only. Trust this workspace first.`);
}
