/** What may be asked about the files around a text. Paths are relative to the text's own folder. */
export interface FileAccess {
  kindOf: (path: string) => 'file' | 'folder' | 'missing';
  /** Names of the columns of a CSV file; undefined when it cannot be read. */
  columnsOf: (path: string) => readonly string[] | undefined;
  /** The text of a file; undefined when it cannot be read, or is too large to be written by a person. */
  textOf: (path: string) => string | undefined;
  list: (folder: string) => readonly { name: string; isFolder: boolean }[];
}

/** For a text that is not saved anywhere: nothing can be said about files, so nothing is. */
export const NO_FILES: Partial<FileAccess> = {};

/** Paths that continue what is typed, folders with a slash behind. */
export function pathOffers(files: Partial<FileAccess>, typed: string): { text: string; isFolder: boolean }[] {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const isHidden = typed.slice(folder.length).startsWith('.');
  return (files.list?.(folder === '' ? '.' : folder) ?? [])
    .filter(({ name }) => name !== 'node_modules' && (isHidden || !name.startsWith('.')))
    .map(({ name, isFolder }) => ({ text: `${folder}${name}${isFolder ? '/' : ''}`, isFolder }));
}
