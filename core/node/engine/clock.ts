/** Milliseconds on a clock that never goes back and knows nothing of the time of day. */
export function now(): number {
  return performance.now();
}
