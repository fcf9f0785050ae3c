import type { FileAccess } from '../../core/language/fileAccess.ts';

/** Files by their paths relative to a text, as `FileAccess` gives them. */
export function filesBeside(texts: Readonly<Record<string, string>>): FileAccess {
  const paths = Object.keys(texts);
  return {
    kindOf: (path) => {
      const clean = path.replace(/^\.\//, '');
      if (Object.hasOwn(texts, clean)) return 'file';
      return paths.some((one) => one.startsWith(`${clean}/`)) ? 'folder' : 'missing';
    },
    columnsOf: (path) => texts[path.replace(/^\.\//, '')]?.split('\n')[0]?.split(','),
    textOf: (path) => texts[path.replace(/^\.\//, '')],
    list: (folder) => (folder === '.' ? paths.map((name) => ({ name, isFolder: false })) : []),
  };
}
