/** Whether a text is a JSON path such as `$.items[0].id` or `$['two words']`. */
export function isJsonPath(text: string): boolean {
  return /^\$(\.[A-Za-z_$][\w$-]*|\[\d+\]|\['[^']+'\]|\["[^"]+"\])*$/.test(text);
}
