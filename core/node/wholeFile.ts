import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file whole or not at all: a reader, or a crash, never meets half of it. What `lastLook` throws right before it
 * takes its place keeps it from that.
 */
export function writeWhole(file: string, content: string | Uint8Array, lastLook?: () => void): void {
  const { take, finish, giveUp } = startWholeFile(file, lastLook);
  try {
    take(content);
    finish();
  } finally {
    giveUp();
  }
}

/** The same for a content that comes in pieces and is too large to be held. */
export async function writeWholeInPieces(
  file: string,
  content: (take: (piece: string) => void) => Promise<void>,
): Promise<void> {
  const { take, finish, giveUp } = startWholeFile(file);
  try {
    await content(take);
    finish();
  } finally {
    giveUp();
  }
}

interface StartedFile {
  take: (piece: string | Uint8Array) => void;
  /** Puts the file in its place. */
  finish: () => void;
  /** Leaves nothing behind of a file that was not finished; does nothing after `finish`. */
  giveUp: () => void;
}

function startWholeFile(file: string, lastLook?: () => void): StartedFile {
  const temporary = `${file}.${process.pid}.part`;
  const handle = openSync(temporary, 'w');
  let isOpen = true;
  let isInPlace = false;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    closeSync(handle);
  };
  return {
    take: (piece) => writeFileSync(handle, piece),
    finish: () => {
      fsyncSync(handle);
      close();
      lastLook?.();
      renameSync(temporary, file);
      isInPlace = true;
    },
    giveUp: () => {
      if (isInPlace) return;
      close();
      rmSync(temporary, { force: true });
    },
  };
}
