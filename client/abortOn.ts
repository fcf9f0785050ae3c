import type { CancellationToken } from 'vscode';

/** The editor's way to say that something is not wanted any more, as the one that Node's functions take. */
export function abortOn(token: CancellationToken): { signal: AbortSignal; dispose: () => void } {
  const ending = new AbortController();
  if (token.isCancellationRequested) ending.abort();
  const subscription = token.onCancellationRequested(() => ending.abort());
  return { signal: ending.signal, dispose: () => void subscription.dispose() };
}
