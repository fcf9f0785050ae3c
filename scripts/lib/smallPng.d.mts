export interface Pixels {
  width: number;
  height: number;
  /** Three bytes each, line by line. */
  pixels: Buffer;
}

export function smallPng(png: Buffer): Buffer;
export function readPng(png: Buffer): Pixels;
