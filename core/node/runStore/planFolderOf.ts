import path from 'node:path';
import type { RunManifest } from '../../run/runManifest.ts';

/** The folder of the plan that a run was made from, which may be gone or on another machine. */
export function planFolderOf({ plan }: RunManifest): string {
  return plan.folder ?? path.dirname(path.resolve(plan.path));
}
