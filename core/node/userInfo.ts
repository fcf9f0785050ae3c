/** `fetch` refuses URLs with a name and password; the header says the same. */
export function withoutUserInfo(url: string): { address: string; headers: Record<string, string> } {
  const address = new URL(url);
  const { username, password } = address;
  if (username === '' && password === '') return { address: url, headers: {} };
  address.username = '';
  address.password = '';
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return { address: address.href, headers: { authorization: `Basic ${credentials.toString('base64')}` } };
}
