import { readFileSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';
import { messageOf } from '../../errors.ts';

export type StoredFile<T> = { kind: 'whole'; value: T } | { kind: 'missing' } | { kind: 'broken'; reason: string };

/** Reads a JSON file of a run folder, which may be missing, cut off or of a later version. Never throws. */
export function readStoredFile<T>(folder: string, name: string, schema: z.ZodType<T>): StoredFile<T> {
  let text: string;
  try {
    text = readFileSync(path.join(folder, name), 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? { kind: 'missing' } : { kind: 'broken', reason: `cannot be read: ${messageOf(error)}` };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'broken', reason: text.trim() === '' ? 'is empty' : 'is cut off or damaged' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { kind: 'whole', value: parsed.data };
  const [issue] = parsed.error.issues;
  return { kind: 'broken', reason: `is not what this version writes (at \`${issue?.path.join('.') ?? ''}\`)` };
}

/** What to say of a file that is not whole; undefined when it is. */
export function complaint(name: string, file: StoredFile<unknown>): string | undefined {
  switch (file.kind) {
    case 'whole':
      return undefined;
    case 'missing':
      return `${name} is missing`;
    case 'broken':
      return `${name} ${file.reason}`;
  }
}
