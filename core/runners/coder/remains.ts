/** What a person has to know before they run the command: it knows no owner. */
export const CLEANUP_WARNING =
  'It deletes ALL scale test workspaces and users of the deployment (named scaletest-*), also those of other people';

/** What is left on the deployment, and how it goes away. */
export function remainsText(why: string, target: string): string {
  return `${why}: workspaces and users named scaletest-* remain on ${target}. To remove them: \`CODER_URL=${target} coder exp scaletest cleanup\`. ${CLEANUP_WARNING}.`;
}
