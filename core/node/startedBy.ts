import { randomUUID } from 'node:crypto';

/** Environment variable of everything that a Headroom process starts, by which it is known as that one's. */
export const STARTED_BY = 'HEADROOM_STARTED_BY';

/** The value of this process. */
export const OWN_MARK = randomUUID();
