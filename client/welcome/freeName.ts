/** `shop.headroom.yaml`, and where that is taken `shop-2.headroom.yaml` and so on. */
export async function freeName(name: string, isTaken: (name: string) => Promise<boolean>): Promise<string> {
  for (let number = 1; ; number += 1) {
    const one = number === 1 ? name : name.replace('.headroom', `-${number}.headroom`);
    if (!(await isTaken(one))) return one;
  }
}
