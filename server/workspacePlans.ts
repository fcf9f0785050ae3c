import { existsSync, realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { InitializeParams } from 'vscode-languageserver/node';
import type { NamedPlan } from '../core/configs/plan/plan.ts';
import { UserError } from '../core/errors.ts';
import { readPlanFile } from '../core/node/planFile.ts';
import { isPlanFile } from '../core/protocol/lsp.ts';
import { pathOfUri } from './uris.ts';

/** Folders that no one keeps plans in, and that may hold very many files. Hidden folders are left out, too. */
const LEFT_OUT = new Set(['node_modules', 'dist', 'out', 'build', 'target', 'vendor', 'headroom-results']);
/** A workspace with more folders is looked through as far as this. */
const MOST_FOLDERS = 5000;

/** The URIs of the folders that are open. Older editors know only one. */
export function foldersOf(params: InitializeParams): string[] {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- older editors send nothing else
  const { workspaceFolders, rootUri } = params;
  return workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
}

/** The plans of the workspace as they are saved, for what one text has to do with the others. */
export class WorkspacePlans {
  private folders: string[] = [];
  private readonly plans = new Map<string, NamedPlan>();

  /** Looks through these folders instead of those before, by their URIs; says how many plans there are. */
  async find(uris: readonly string[]): Promise<number> {
    const folders = uris.flatMap((uri) => realPathOf(uri) ?? []);
    this.folders = folders;
    for (const file of this.plans.keys()) if (this.folderOf(file) === undefined) this.plans.delete(file);
    const left = [...folders];
    for (let looked = 0; looked < MOST_FOLDERS; looked += 1) {
      const folder = left.shift();
      if (folder === undefined) break;
      const entries = await entriesOf(folder);
      // Other folders are looked through meanwhile, and the plans of these are no longer wanted.
      if (this.folders !== folders) break;
      for (const entry of entries) {
        const absolute = path.join(folder, entry.name);
        if (entry.isFile() && isPlanFile(entry.name)) this.read(absolute);
        if (entry.isDirectory() && !entry.name.startsWith('.') && !LEFT_OUT.has(entry.name)) left.push(absolute);
      }
    }
    return this.plans.size;
  }

  /** Files or folders have come, changed or gone. */
  changed(uris: readonly string[]): void {
    for (const uri of uris) {
      const file = realPathOf(uri);
      if (file === undefined) continue;
      if (isPlanFile(file) && this.folderOf(file) !== undefined) this.read(file);
      // Of a folder that is gone nobody tells which files were in it.
      else for (const plan of this.plans.keys()) if (isInside(plan, file) && !existsSync(plan)) this.plans.delete(plan);
    }
  }

  /** All but the one with this URI. */
  others(uri: string): readonly NamedPlan[] {
    const own = realPathOf(uri);
    return [...this.plans].flatMap(([file, plan]) => (file === own ? [] : [plan]));
  }

  private read(file: string): void {
    const plan = planAt(file);
    if (plan) this.plans.set(file, { file: path.relative(this.folderOf(file) ?? path.dirname(file), file), plan });
    else this.plans.delete(file);
  }

  private folderOf(file: string): string | undefined {
    return this.folders.find((folder) => isInside(file, folder));
  }
}

function isInside(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/** One file, by whatever link it was opened. What is gone is where its folder is. */
function realPathOf(uri: string): string | undefined {
  const file = pathOfUri(uri);
  if (file === undefined) return undefined;
  try {
    return realpathSync(file);
  } catch {
    try {
      return path.join(realpathSync(path.dirname(file)), path.basename(file));
    } catch {
      return path.resolve(file);
    }
  }
}

function planAt(file: string): NamedPlan['plan'] | undefined {
  try {
    return readPlanFile(file).plan;
  } catch (error) {
    // It is gone, or cannot be read: then it contradicts nothing.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // Not for this user, or gone meanwhile.
    return [];
  }
}
