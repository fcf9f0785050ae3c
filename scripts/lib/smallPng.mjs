// A picture of a window has few colours that matter: with 256 of them it is a third as large and looks the same.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const TRUE_COLOUR = 2;
const PALETTE = 3;
const MOST_COLOURS = 256;

/** The same picture with at most 256 colours. Takes PNGs of 8 bits a colour without transparency. */
export function smallPng(png) {
  const { width, height, pixels } = readPng(png);
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const palette = paletteOf(byCount);
  const indexOf = new Map(byCount.map((colour) => [colour, nearest(palette, colour)]));
  // Each line begins with the number of its filter, which is none.
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      lines[y * (width + 1) + 1 + x] = indexOf.get(pixels.readUIntBE((y * width + x) * 3, 3));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, PALETTE, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => parts(colour)));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Its pixels, three bytes each. */
export function readPng(png) {
  const data = [];
  let header = Buffer.alloc(0);
  let colours = Buffer.alloc(0);
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR') header = content;
    if (name === 'PLTE') colours = content;
    if (name === 'IDAT') data.push(content);
    at += 12 + length;
  }
  const [bits, kind, , , interlaced] = header.subarray(8);
  if (bits !== 8 || (kind !== TRUE_COLOUR && kind !== PALETTE) || interlaced !== 0)
    throw new Error(`A PNG of kind ${String(kind)} with ${String(bits)} bits is not read here.`);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const plain = withoutFilters(inflateSync(Buffer.concat(data)), width, height, kind === PALETTE ? 1 : 3);
  if (kind === TRUE_COLOUR) return { width, height, pixels: plain };
  return {
    width,
    height,
    pixels: Buffer.concat([...plain].map((index) => colours.subarray(index * 3, index * 3 + 3))),
  };
}

/** Each byte is told by how it differs from those left of it, above it, and left above it. */
function withoutFilters(filtered, width, height, bytesOfPixel) {
  const length = width * bytesOfPixel;
  const plain = Buffer.alloc(length * height);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (length + 1)];
    for (let x = 0; x < length; x++) {
      const at = y * length + x;
      const left = x < bytesOfPixel ? 0 : plain[at - bytesOfPixel];
      const above = y === 0 ? 0 : plain[at - length];
      const corner = y === 0 || x < bytesOfPixel ? 0 : plain[at - length - bytesOfPixel];
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      plain[at] = filtered[y * (length + 1) + 1 + x] + guess;
    }
  }
  return plain;
}

/** The one of the three that is nearest to what a slope through them would come to. */
function paeth(left, above, corner) {
  const slope = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) => Math.abs(slope - one));
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** The most frequent colours; then of those that are much alike one, so that what is small keeps its hue; then what fits. */
function paletteOf(byCount) {
  const alike = new Map();
  for (const colour of byCount) {
    const key = colour & 0xf0f0f0;
    if (!alike.has(key)) alike.set(key, colour);
  }
  const frequent = byCount.slice(0, MOST_COLOURS / 2);
  return [...new Set([...frequent, ...alike.values(), ...byCount])].slice(0, MOST_COLOURS);
}

function nearest(palette, colour) {
  const wanted = parts(colour);
  let [best, least] = [0, Infinity];
  for (const [index, one] of palette.entries()) {
    const distance = parts(one).reduce((sum, part, at) => sum + (part - wanted[at]) ** 2, 0);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function parts(colour) {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

function chunk(name, content) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
