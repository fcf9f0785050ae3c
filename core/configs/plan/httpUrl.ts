/** Whether a text is a whole URL that the engine can send requests to. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s/]/.test(text) && URL.canParse(text);
}
