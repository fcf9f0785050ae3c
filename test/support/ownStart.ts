import { processStart } from '../../core/node/runStore/processStart.ts';

const own = await processStart(process.pid);
/** When this process was started, as a run of it notes. */
export const OWN_START = own.kind === 'found' ? own.start : '';
