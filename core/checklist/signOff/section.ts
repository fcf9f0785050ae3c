import type { Checklist, ChecklistSection } from '../checklist.ts';
import { isSignOffHeading } from '../readSignOffs.ts';

/** The last section of a sign-off with lines to sign. */
export function signOffSection({ sections, signOffs, tables }: Checklist): ChecklistSection | undefined {
  const signed = [
    ...signOffs.map(({ name }) => name[0]),
    ...tables.flatMap(({ kind, span }) => (kind === 'sign-off' ? [span[0]] : [])),
  ];
  return sections.findLast(
    ({ path, span }) => isSignOffHeading(path.at(-1) ?? '') && signed.some((at) => at >= span[0] && at < span[1]),
  );
}
