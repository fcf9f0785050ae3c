import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this checkout. (import.meta.dirname would need a newer Node than these scripts promise to run on.) */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
