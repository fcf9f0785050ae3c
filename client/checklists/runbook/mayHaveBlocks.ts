const FENCE = /^[ \t>*+\-\d.)]*(?:`{3,}|~{3,})[ \t]*(?:bash|sh|shell|zsh|console|shell-session|powershell|pwsh)\b/im;

/** Whether a Markdown text may have blocks of commands. True for a few that have none, and costs no parser. */
export function mayHaveBlocks(text: string): boolean {
  return FENCE.test(text);
}
