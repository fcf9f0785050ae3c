import path from 'node:path';
import { realPath } from '../../core/node/runHost/findHosts.ts';
import type { FollowedHost } from './followedHost.ts';

type HostState = Pick<FollowedHost, 'place' | 'hosted' | 'isOver'>;

/** The host that a test or suite of a file is waiting or running in. */
export function hostOf<Host extends HostState>(
  hosts: readonly Host[],
  file: string,
  { id, kind }: { id: string; kind: 'test' | 'suite' },
): Host | undefined {
  return hosts.find(({ place, hosted, isOver }) => {
    if (isOver || !isSameFile(place.file, file)) return false;
    if (kind === 'suite') return place.suites.includes(id);
    return hosted.tests.some((test) => test.testId === id && (test.kind === 'running' || test.kind === 'waiting'));
  });
}

/** Whether a file is somewhere in one of the folders, by whatever name it goes. */
export function isInside(folders: readonly string[], file: string): boolean {
  const isBelow = (folder: string, below: string): boolean => {
    const way = path.relative(folder, below);
    return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
  };
  return folders.some((folder) => isBelow(folder, file) || isBelow(realPath(folder), realPath(file)));
}

function isSameFile(first: string, second: string): boolean {
  if (path.normalize(first) === path.normalize(second)) return true;
  const [one, other] = [realPath(first), realPath(second)];
  return process.platform === 'win32' ? one.toLowerCase() === other.toLowerCase() : one === other;
}
