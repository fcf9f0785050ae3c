import path from 'node:path';
import * as vscode from 'vscode';
import { obstaclesToSigning, prepareSigning, type Signable } from '../../../core/checklist/signOff/prepareSigning.ts';
import { signOffPlaces, type SignOffPlace } from '../../../core/checklist/signOff/places.ts';
import { noPlaceToSign, signOffRoles, stateOfRole, type SignOffRole } from '../../../core/checklist/signOff/roles.ts';
import { UserError } from '../../../core/errors.ts';
import { localTime } from '../../../core/localTime.ts';
import { gitCommit, gitIdentity } from '../../../core/node/git.ts';
import { textOf } from '../files/openText.ts';
import { nameOf } from '../ticking/editText.ts';
import { askDecision, askName, askReplace, askRole, askToSave } from './askSignOff.ts';
import { readSignable } from './readSignable.ts';
import { writeSignOff } from './writeSignOff.ts';

/** Asks for all that a signature needs, and gives it. Nothing is written before the last answer. Throws a `UserError`. */
export async function signOff(uri: vscode.Uri, wanted?: string): Promise<void> {
  if (uri.scheme !== 'file')
    throw new UserError(`${nameOf(uri)} is no file on this disk, so no record can stand beside it.`);
  if (!(await askToSave(uri))) return;
  const now = await signableNow(uri);
  const roles = signOffRoles(now, now.sidecar).filter(({ place }) => place !== undefined);
  if (roles.length === 0) throw new UserError(noPlaceToSign(now.file));
  const role = roles.find((one) => one.role === wanted) ?? (await askRole(now.file, roles));
  if (role === undefined || !(await mayReplace(now, role))) return;
  const obstacles = obstaclesToSigning(now, role.place ?? {});
  const decision = await askDecision(role.role, obstacles);
  if (decision === undefined) return;
  const folder = path.dirname(uri.fsPath);
  // Even to ask git runs what the folder configures.
  const isTrusted = vscode.workspace.isTrusted;
  const identity = isTrusted ? await gitIdentity(folder) : {};
  const name = await askName(role.role, identity.name);
  if (name === undefined) return;
  const commit = isTrusted ? await gitCommit(folder) : undefined;

  const latest = await signableNow(uri);
  if (
    latest.text !== now.text ||
    obstaclesToSigning(latest, placeIn(latest, role.role)).join('\n') !== obstacles.join('\n')
  ) {
    throw new UserError(
      `${now.file}, or what the runs say of it, changed while you were signing. Nothing was signed; look again.`,
    );
  }
  const prepared = prepareSigning(latest, {
    ...{ role: role.role, name: name.trim(), decision, signedAt: localTime(new Date()) },
    ...{ despite: obstacles.length > 0, replace: role.signed !== undefined },
    ...(identity.email !== undefined && name.trim() === identity.name && { email: identity.email }),
    ...(commit !== undefined && { commit }),
  });
  await writeSignOff(uri, latest, prepared);
  void vscode.window.showInformationMessage(
    `${now.file} is signed: ${role.role}, ${name.trim()}, ${decision}. It is saved; commit it together with ${path.basename(uri.fsPath)}.headroom.json.`,
  );
}

/** Where a role signs in a text that may be another by now. */
function placeIn(now: Signable, role: string): Pick<SignOffPlace, 'section'> {
  return signOffPlaces(now.checklist).find((place) => place.role === role) ?? {};
}

async function signableNow(uri: vscode.Uri): Promise<Signable> {
  const found = await textOf(uri);
  if ('why' in found) throw new UserError(`${nameOf(uri)} is too large to be read as a checklist.`);
  const { readText } = await import('../reading.ts');
  return readSignable(uri, found.text, readText(uri.toString(), found.text));
}

async function mayReplace({ file }: Signable, role: SignOffRole): Promise<boolean> {
  const { signed } = role;
  if (signed === undefined || stateOfRole(role) === 'void') return true;
  const { name, signedAt, decision } = signed.signOff;
  return askReplace(`${role.role} has signed ${file} already: ${name}, ${signedAt.slice(0, 10)}, ${decision}.`);
}
