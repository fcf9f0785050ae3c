import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** Where the system finds a program that is called by its name. */
export function findProgram(name: string, searchPath = process.env['PATH']): string | undefined {
  const endings = process.platform === 'win32' ? (process.env['PATHEXT'] ?? '.EXE;.CMD').split(';') : [''];
  return foldersOf(searchPath)
    .flatMap((folder) => endings.map((ending) => path.resolve(folder, name + ending)))
    .find(isProgram);
}

/** The folders that a search path names, in their order. */
export function foldersOf(searchPath: string | undefined): string[] {
  return (searchPath ?? '').split(path.delimiter).filter((folder) => folder !== '');
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
