import * as vscode from 'vscode';

/** As package.json names them; a test compares the two. */
export const WALKTHROUGH = {
  extension: 'headroom.headroom',
  id: 'start',
  steps: ['first', 'own', 'plan', 'review'],
} as const;

/**
 * Ticks a step once it is done. The events that package.json can name are heard only while the walkthrough is open, and
 * of a command that a lens or a tree gives none is told.
 */
export function tickStep(step: (typeof WALKTHROUGH.steps)[number]): void {
  const id = [WALKTHROUGH.extension, WALKTHROUGH.id, step].join('#');
  // Before anybody has opened a walkthrough VS Code keeps the tick, and rejects because it does not know the step yet.
  vscode.commands.executeCommand('welcome.markStepComplete', id).then(undefined, () => undefined);
}
