import { createHash } from 'node:crypto';

/** `sha256-…`, as records beside a checklist hold it. */
export function textHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('hex')}`;
}
