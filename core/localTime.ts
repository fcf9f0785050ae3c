const MINUTE_MS = 60_000;

/** `2026-01-31T12:00:00+01:00`: a moment as the clock on the wall said it, with its offset. */
export function localTime(moment: Date): string {
  const offset = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + offset * MINUTE_MS).toISOString().slice(0, 'YYYY-MM-DDTHH:mm:ss'.length);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}
