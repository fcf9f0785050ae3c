/** The languages and names of files that are read as Markdown. */
export const MARKDOWN_LANGUAGE_ID = 'markdown';
export const MARKDOWN_FILES = '**/*.{md,MD,markdown,mdown,mkd}';

const MARKER = /[-*+.)][ \t]+\[[ \txX]\]\s/;

/** Whether a text may have task items. True for a few that have none, and costs no parser. */
export function mayHaveItems(text: string): boolean {
  return MARKER.test(text);
}
