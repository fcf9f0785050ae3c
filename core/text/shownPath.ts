/**
 * A file as a report for others names it: one that was named from the root, as editors do, by its last part only, because
 * the folders above are of one person's machine.
 */
export function shownPath(named: string): string {
  return /^(?:[/\\]|[a-z]:[/\\])/i.test(named) ? (named.split(/[/\\]/).at(-1) ?? named) : named;
}
