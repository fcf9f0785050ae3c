/** How programs write a value: as it is, in a URL, in JSON (also within JSON), in CSV, as base64. */
export function secretForms(value: string): Set<string> {
  const inUrls = [encodeURIComponent(value), encodeURI(value), formEncoded(value)];
  return new Set([
    value,
    ...inUrls,
    ...inUrls.map(lowerCaseEscapes),
    ...inJson(value),
    ...inJson(value).flatMap(inJson),
    value.replaceAll('"', '""'),
    ...inBase64(value),
  ]);
}

function formEncoded(value: string): string {
  return new URLSearchParams([['', value]]).toString().slice(1);
}

function lowerCaseEscapes(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}

/** As it stands inside JSON text; some writers also escape what means something in HTML, others all that is not ASCII. */
function inJson(value: string): string[] {
  const usual = JSON.stringify(value).slice(1, -1);
  const escaped = (text: string, which: RegExp): string =>
    text.replace(which, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [usual, escaped(usual, /[<>&\u2028\u2029]/g), escaped(usual, /[^\0-\x7f]/g)];
}

/** Whole, and as it stands in the base64 of a longer text, such as `user:password`: there it may begin at each of three places. */
function inBase64(value: string): string[] {
  const bytes = new TextEncoder().encode(value);
  const whole = base64(bytes);
  const forms = [whole, whole.replace(/=+$/, '')];
  for (const before of [0, 1, 2]) {
    const shifted = new Uint8Array(before + bytes.length);
    shifted.set(bytes, before);
    const text = base64(shifted);
    // Six bits a character: those that hold bits of a neighbour are left out.
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    forms.push(text.slice(first, last));
  }
  return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** Byte by byte: a long value would be too many arguments for one call. */
function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
