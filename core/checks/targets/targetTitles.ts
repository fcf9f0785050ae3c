/** Titles of columns with targets in German, French, Spanish, Portuguese, Chinese and Japanese. */
export const TARGET_TITLES: readonly string[] =
  'ziel ziele zielwert zielwerte objectif objectifs objetivo objetivos meta metas 目标 目标值 目標 目標値'.split(' ');

const BETWEEN_BLANKS = TARGET_TITLES.filter((title) => /^\p{Script=Latin}/u.test(title));

/** A heading that has one of them. In Chinese and Japanese no blank ends a word: "目标延迟". */
export const TARGET_TITLE = new RegExp(`(?<!\\p{L})(?:${BETWEEN_BLANKS.join('|')})(?!\\p{L})|目[标標]`, 'iu');
