/**
 * The host of an http(s) URL in the one form in which hosts are compared: lower case, without port, user and the dot
 * that ends a fully qualified name; an address as the URL standard writes it, IPv6 in brackets. Undefined when the text
 * is no URL with a host.
 */
export function hostName(url: string): string | undefined {
  const host = URL.parse(url)?.hostname.toLowerCase().replace(/\.$/, '');
  return host === '' ? undefined : host;
}
