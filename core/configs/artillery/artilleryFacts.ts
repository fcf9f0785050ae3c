import type { FileAccess } from '../../language/fileAccess.ts';
import type { ArtilleryFacts } from './facts.ts';

/** What can be told of the files beside a script without reading programs. */
export function artilleryFacts({ kindOf, columnsOf }: Partial<FileAccess>): ArtilleryFacts {
  return {
    ...(kindOf && { fileExists: (file) => kindOf(file) === 'file' }),
    ...(columnsOf && { firstRowOf: (file) => columnsOf(file) }),
  };
}
