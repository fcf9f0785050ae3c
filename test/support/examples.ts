import { readdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The plans in `examples/`, relative to the checkout. */
export const EXAMPLES: readonly string[] = readdirSync(path.join(ROOT, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(path.join(ROOT, 'examples', name))
      .filter((file) => file.endsWith('.headroom.yaml'))
      .map((file) => path.posix.join('examples', name, file)),
  );

export function exampleFile(relative: string): string {
  return path.join(ROOT, 'examples', relative);
}
