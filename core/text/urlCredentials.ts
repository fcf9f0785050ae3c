/** `name:password@` behind the `://` of an address. What repeats is bounded by what may not stand there. */
const USER_INFO = /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,20}:\/\/)((?:[^\s/?#@"'\\]*@)+)/gi;
/** The password, or what stands alone, is only the name of a value. */
const ONLY_NAMED = /^(?:[^:]*:)?\$\{[^{}]*\}@$/;
/** A shorter password may be a word that texts need, such as the id of a test. */
const SHORTEST_ALONE = 8;

/**
 * Without `name:password@` in addresses. It is taken out whole, because any mark in its place would be read as
 * something else somewhere: `[` begins a list in YAML.
 */
export function withoutUrlCredentials(text: string): string {
  return text.replace(USER_INFO, (whole, scheme: string, userInfo: string) =>
    ONLY_NAMED.test(userInfo) ? whole : scheme,
  );
}

/** What the addresses in a text hold that is secret, as other texts may repeat it. */
export function urlSecrets(text: string): string[] {
  const found = new Set<string>();
  for (const [, , userInfo = ''] of text.matchAll(USER_INFO)) {
    if (ONLY_NAMED.test(userInfo)) continue;
    const written = userInfo.slice(0, -1);
    for (const pair of [written, decoded(written)]) {
      const [name = '', ...rest] = pair.split(':');
      const password = rest.join(':');
      if (password === '') continue;
      found.add(pair);
      if (password.length >= SHORTEST_ALONE && password !== name) found.add(password);
    }
  }
  return [...found];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A `%` that begins no code stands for itself.
    return text;
  }
}
