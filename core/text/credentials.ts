import { withoutUrlCredentials } from './urlCredentials.ts';

/** Everything that repeats is bounded: a text may be one long word. */
const NAME = String.raw`[\w.-]{0,40}(?:token|secret|passw(?:or)?d|api[-_]?key|access[-_]?key|authorization|session|signature|credential)[\w.-]{0,40}`;
const RULES: readonly (readonly [pattern: RegExp, put: string])[] = [
  // Authorization: Bearer …
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, '$1 [secret]'],
  // "password":"…", also inside of JSON text in JSON
  [new RegExp(String.raw`(\\*["']${NAME}\\*["']\s*:\s*\\*["'])(?:(?!\\*["']).)+`, 'gi'), '$1[secret]'],
  // ?token=…
  [new RegExp(String.raw`\b(${NAME}=)[^\s&"'<>\\,;)]+`, 'gi'), '$1[secret]'],
  // X-Api-Key: …
  [new RegExp(String.raw`\b(${NAME}:\s+)(?!\[secret\]|Bearer|Basic)[^\s"'<>\\,;)]{4,}`, 'gi'), '$1[secret]'],
  // A JSON web token, or a key that says by its first letters whose it is.
  [/\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/g, '[secret]'],
  [/\b(?:ghp_|gho_|github_pat_|glpat-|xox[abp]-|sk-|sk_live_|AKIA)[\w-]{12,}/g, '[secret]'],
];

/**
 * A text of which nobody told which secrets it may hold, without what looks like one by its place or its form. It is
 * no proof that none is left, so texts with secrets that are known go through `redactor`.
 */
export function withoutCredentials(text: string): string {
  return RULES.reduce((shown, [pattern, put]) => shown.replace(pattern, put), withoutUrlCredentials(text));
}
