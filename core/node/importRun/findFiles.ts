import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../../errors.ts';

export interface LeftAlone {
  path: string;
  reason: string;
}

export interface FoundFiles {
  /** In order of their names; `isNamed` for what was named itself and not found in a folder. */
  files: { path: string; isNamed: boolean }[];
  leftAlone: LeftAlone[];
  /** What was named and is not there, or cannot be looked at. */
  absent: LeftAlone[];
}

const DEEPEST_FOLDER = 8;

/** Files to look at: what was named, and everything in folders that were named. Links in folders are left alone. */
export function findFiles(named: readonly string[]): FoundFiles {
  const found: FoundFiles = { files: [], leftAlone: [], absent: [] };
  const seen = new Set<string>();
  const add = (file: string, isNamed: boolean): void => {
    const absolute = path.resolve(file);
    if (!seen.has(absolute)) found.files.push({ path: file, isNamed });
    seen.add(absolute);
  };
  for (const name of named) {
    const kind = kindOf(name);
    if (kind === 'folder') walk(name, 0, (file) => add(file, false), found.leftAlone);
    else if (kind === 'file') add(name, true);
    else found.absent.push({ path: name, reason: kind.why });
  }
  return found;
}

function walk(folder: string, depth: number, add: (file: string) => void, leftAlone: LeftAlone[]): void {
  const leave = (reason: string): void => void leftAlone.push({ path: folder, reason });
  if (depth > DEEPEST_FOLDER) return leave('it is too deep inside of the folder that was named. Name it itself');
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return leave(`it cannot be read: ${messageOf(error)}`);
  }
  if (entries.some(({ name }) => name === 'run.json')) {
    return leave('it is a run folder already. `headroom report` opens it');
  }
  for (const entry of entries) {
    const inside = path.join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) walk(inside, depth + 1, add, leftAlone);
    else if (entry.isFile()) add(inside);
    else leftAlone.push({ path: inside, reason: 'it is no file' });
  }
}

function kindOf(name: string): 'file' | 'folder' | { why: string } {
  try {
    return statSync(name).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { why: isMissing ? 'there is no such file or folder' : `it cannot be read: ${messageOf(error)}` };
  }
}
