/** As much of a file is looked at to recognise it, in characters. */
export const LONGEST_LOOK = 64 * 1024;

/** Keys that a plan, a script of Artillery or a file of k6 options cannot be without. */
const TELLING_KEY = /(^|[\s{,"'])(headroom|config|scenarios|vus|iterations|stages|thresholds)["']?\s*:/im;

/** False for a text in YAML or JSON that no parser has to see to know that it is of no dialect. */
export function hasTellingKey(text: string): boolean {
  return TELLING_KEY.test(text);
}

/** What a script of k6 cannot be without: a module of k6, or options that mean nothing to anybody else. */
const K6_MODULE = /["'`]k6["'`/]|jslib\.k6\.io/;
const K6_OPTION = /\b(vus|startVUs|preAllocatedVUs|executor)\b/;

/** False for a JavaScript or TypeScript text that cannot be a script of k6. */
export function mayBeK6Script(text: string): boolean {
  return K6_MODULE.test(text) || (/\boptions\b/.test(text) && K6_OPTION.test(text));
}
