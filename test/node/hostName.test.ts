import { describe, expect, it } from 'vitest';
import { hostName } from '../../core/text/hostName.ts';

describe('a host name', () => {
  it.each([
    ['https://Shop.Example.com/path?q', 'shop.example.com'],
    ['http://shop.example.com.:8080', 'shop.example.com'],
    ['http://user:pass@shop.example.com/', 'shop.example.com'],
    ['http://other.example@shop.example.com', 'shop.example.com'],
    ['http://BÜCHER.example', 'xn--bcher-kva.example'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://[2001:DB8:0:0::1]:443/', '[2001:db8::1]'],
    ['shop.example.com', undefined],
    ['mailto:someone', undefined],
    ['http://', undefined],
    ['', undefined],
  ])('of %s is %s', (url, expected) => {
    expect(hostName(url)).toBe(expected);
  });
});
