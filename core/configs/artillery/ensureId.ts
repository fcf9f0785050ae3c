/** The id of a condition of `ensure` among the checks of a run. */
export function idOfEnsure(testId: string, expression: string): string {
  return `${testId}/artillery: ensure ${expression}`;
}
