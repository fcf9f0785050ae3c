import { writeSync } from 'node:fs';
import type { TapMessage } from '../../runners/artillery/tapMessage.ts';

/** Headroom reads this pipe. Worker threads share the file descriptors of their process. */
const PIPE = 3;

/** Writes one line. What Artillery does must not depend on it, so a reader that is gone is no error. */
export function tell(message: TapMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(PIPE, bytes, written);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
    }
  }
}
