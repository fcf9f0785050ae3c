import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { parsePlan, type PlanOptions, type PlanReading } from '../configs/plan/parsePlan.ts';
import { UserError } from '../errors.ts';
import { folderFiles } from './folderFiles.ts';
import { readTextFile } from './textFile.ts';

export { readTextFile };

export interface PlanFile extends PlanReading {
  path: string;
  /** Without a byte order mark; the spans of the problems count from its start. */
  text: string;
}

/** Reads and checks a plan on disk. Paths in it are relative to its folder. */
export function readPlanFile(file: string, options: Omit<PlanOptions, 'fileKind' | 'columnsOf'> = {}): PlanFile {
  const text = readTextFile(file);
  const { kindOf: fileKind, columnsOf } = folderFiles(path.dirname(path.resolve(file)));
  return { path: file, text, ...parsePlan(text, { ...options, fileKind, columnsOf }) };
}

/** Values of a `.env` file. Throws a `UserError` naming the file when it cannot be read. */
export function readEnvFile(file: string): Map<string, string> {
  if (!existsSync(file) || !statSync(file).isFile()) throw new UserError(`There is no env file ${file}.`);
  const values = Object.entries(parseEnv(readTextFile(file)));
  return new Map(values.map(([name, value]) => [name, value ?? '']));
}
