import { closest, editDistance } from '../../text/closest.ts';

const plain = (key: string): string => key.toLowerCase().replace(/[-_ ]/g, '');

/**
 * The key that a person most likely meant. Plugins and engines read keys of their own everywhere, so only a slip of a
 * letter or two is taken for one.
 */
export function nearKey(written: string, known: readonly string[]): string | undefined {
  if (known.includes(written) || written.length < 3) return undefined;
  const same = known.find((key) => plain(key) === plain(written));
  if (same !== undefined) return same;
  const near = closest(
    written,
    known.filter((key) => key.length > 2),
  );
  if (near === undefined) return undefined;
  const allowed = Math.min(written.length, near.length) < 6 ? 1 : 2;
  return editDistance(written.toLowerCase(), near.toLowerCase(), allowed) <= allowed ? near : undefined;
}
