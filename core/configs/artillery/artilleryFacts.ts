import type { FileAccess } from '../../language/fileAccess.ts';
import type { ArtilleryFacts, ProcessorFacts } from './facts.ts';
import { findProcessor } from './processor/processorFile.ts';

/** What can be told of the files beside a script without running them. */
export function artilleryFacts(files: Partial<FileAccess>): ArtilleryFacts {
  const { kindOf, columnsOf } = files;
  return {
    ...(kindOf && { fileExists: (file) => kindOf(file) === 'file' }),
    ...(columnsOf && { firstRowOf: (file) => columnsOf(file) }),
    processor: (path) => processorFacts(path, files),
  };
}

function processorFacts(path: string, files: Partial<FileAccess>): ProcessorFacts | undefined {
  const file = findProcessor(path, files);
  switch (file.kind) {
    case 'missing':
      return { kind: 'missing' };
    case 'unknown':
      return undefined;
    case 'found': {
      const { reading } = file;
      if (reading.kind === 'broken') return { kind: 'broken', reason: reading.reason };
      const exports = reading.isComplete ? { exports: [...reading.exports.keys()] } : {};
      return { kind: 'read', ...exports, likelyVariables: reading.variables };
    }
  }
}
