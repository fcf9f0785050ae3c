import type { Located, LoadTest } from './plan.ts';

/** The files whose content decides what a test sends, relative to the plan. */
export function loadFiles({ script, http }: LoadTest): Located<string>[] {
  const bodies = (http?.requests ?? []).flatMap(({ body }) => (body?.kind === 'file' ? [body.path] : []));
  return [script, http?.data?.file, http?.tls.ca, ...bodies].filter((file) => file !== undefined);
}
