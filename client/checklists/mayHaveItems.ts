/** The languages and names of files that are read as Markdown. */
export const MARKDOWN_LANGUAGE_ID = 'markdown';
export const MARKDOWN_FILES = '**/*.{md,MD,markdown,mdown,mkd}';

const MARKER = /[-*+.)][ \t]+\[[ \txX]\]\s/;

/** Whether a text may have task items. True for a few that have none, and costs no parser. */
export function mayHaveItems(text: string): boolean {
  return MARKER.test(text);
}

const COMMENT = /<!--\s*headroom\s*:/;

/** Whether anything of a text can be wrong for us; as cheap. */
export function mayHaveProblems(text: string): boolean {
  return mayHaveItems(text) || COMMENT.test(text);
}
