import sax from 'sax';

export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  text: string;
}

/** Reads XML strictly; throws where it is not well formed. */
export function readXml(xml: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const path = [root];
  const parser = sax.parser(true);
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    const node: XmlNode = { name, attributes, children: [], text: '' };
    path.at(-1)!.children.push(node);
    path.push(node);
  };
  parser.onclosetag = () => void path.pop();
  parser.ontext = (text) => {
    path.at(-1)!.text += text;
  };
  parser.write(xml).close();
  return root.children[0]!;
}
