import { shownText } from '../text/shownText.ts';

/** An element as it stands in the file. A class, so that plain text can never be taken for one. */
export class XmlElement {
  readonly xml: string;

  constructor(xml: string) {
    this.xml = xml;
  }

  toString(): string {
    return this.xml;
  }
}

/** Characters that XML 1.0 forbids even as references: controls, lone surrogates, U+FFFE and U+FFFF. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const REFERENCES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** For text and attributes alike. What XML cannot hold is left out. */
export function xmlText(text: string, isAttribute = false): string {
  const special = isAttribute ? /[&<>"'\n\r\t]/g : /[&<>"'\r]/g;
  return shownText(text.replace(FORBIDDEN, '')).replace(special, (character) => REFERENCES[character] ?? '');
}

export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (XmlElement | string)[] = [],
): XmlElement {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value, true)}"`);
  const open = `<${name}${head.join('')}`;
  const inner = children.map((child) => (child instanceof XmlElement ? child.xml : xmlText(child)));
  if (inner.length === 0) return new XmlElement(`${open}/>`);
  const isText = children.every((child) => typeof child === 'string');
  const body = isText ? inner.join('') : `\n${inner.join('\n')}\n`;
  return new XmlElement(`${open}>${body}</${name}>`);
}
