const SECRET =
  /token|secret|passw(?:or)?d|passphrase|pwd\b|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|credential|bearer|session[-_ ]?id/i;

/** Whether a value of this name is to be hidden: nobody loses anything where it is not needed. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}
