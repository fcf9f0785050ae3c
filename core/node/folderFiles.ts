import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileAccess } from '../language/fileAccess.ts';
import { csvColumns } from './csvColumns.ts';

/** What is around a text in this folder. Looks only, and never throws: what cannot be read is not there for any tool. */
export function folderFiles(folder: string): FileAccess {
  const at = (relative: string): string => path.resolve(folder, relative);
  return {
    kindOf: (relative) => kindOfPath(at(relative)),
    columnsOf: (relative) => csvColumns(at(relative)),
    textOf: (relative) => textOfPath(at(relative)),
    list: (relative) => {
      try {
        return readdirSync(at(relative), { withFileTypes: true }).map((entry) => ({
          name: entry.name,
          isFolder: entry.isDirectory(),
        }));
      } catch {
        return [];
      }
    },
  };
}

const LARGEST_TEXT_BYTES = 1024 * 1024;

function textOfPath(absolute: string): string | undefined {
  try {
    const about = statSync(absolute);
    // A pipe would wait for somebody to write into it.
    return about.isFile() && about.size <= LARGEST_TEXT_BYTES ? readFileSync(absolute, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function kindOfPath(absolute: string): ReturnType<FileAccess['kindOf']> {
  try {
    return statSync(absolute).isDirectory() ? 'folder' : 'file';
  } catch {
    // Too long, behind a file, or not for this user: no tool can open it either.
    return 'missing';
  }
}
