import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type * as z from 'zod';
import { messageOf } from '../../core/errors.ts';

/** A file's content, or why there is none in words that name the file. */
export type ReadFile<Content> =
  { kind: 'content'; content: Content } | { kind: 'missing' } | { kind: 'broken'; problem: string };

/** Reads a JSON file that another version, a person or a crash may have written. */
export async function readJson<Content>(
  folder: string,
  name: string,
  schema: z.ZodType<Content>,
): Promise<ReadFile<Content>> {
  const broken = (why: string): ReadFile<Content> => ({ kind: 'broken', problem: `${name} in ${folder} ${why}` });
  let text: string;
  try {
    text = await readFile(path.join(folder, name), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'missing' };
    return broken(`cannot be read: ${messageOf(error)}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return broken('is not whole JSON.');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { kind: 'content', content: parsed.data };
  const [issue] = parsed.error.issues;
  return broken(`does not fit this version of Headroom: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
