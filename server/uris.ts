import { fileURLToPath } from 'node:url';

/** The path of a file on disk. Undefined for what is on none, and for addresses that no path on this system has. */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** What stands for the name of a document, wherever it is: its ending tells what it may be. */
export function nameOfUri(uri: string): string {
  const { pathname } = new URL(uri);
  try {
    return decodeURIComponent(pathname);
  } catch {
    // A percent sign that stands for itself.
    return pathname;
  }
}
