import path from 'node:path';
import { root } from '../lib/root.mjs';

/** Tools that belong to this checkout and not to the machine. */
export const toolsFolder = path.join(root, '.tools');

export const executablesFolder = path.join(toolsFolder, 'bin');
