/** A run that did nothing is none: why, in words. `attempts`: requests that were begun. */
export function whyNothingWasDone(counters: Readonly<Record<string, number>>, attempts: number): string | undefined {
  const created = counters['vusers.created'] ?? 0;
  if (created === 0) return 'Artillery started no virtual user. Give the script a phase with arrivals';
  const didWork = Object.keys(counters).some((name) => /^(websocket|socketio|browser)\./.test(name));
  if (attempts > 0 || didWork) return undefined;
  const errors = Object.keys(counters).filter((name) => name.startsWith('errors.'));
  const why =
    errors.length === 0 ? 'Look at the flow of its scenarios' : `It counted: ${errors.slice(0, 3).join(', ')}`;
  return `${created} virtual users sent no request. ${why}`;
}
