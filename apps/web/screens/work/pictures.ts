import type { Item } from './queue';

/** So many are decoded ahead; all that are at hand are fetched, so that a lost line does not matter to them. */
const DECODED = 8;

class Kept {
  readonly image = new Image();
  private decoding: Promise<boolean> | undefined;

  constructor(url: string) {
    this.image.draggable = false;
    this.image.src = url;
  }

  get decoded(): Promise<boolean> {
    this.decoding ??= this.image.decode().then(
      () => true,
      () => false,
    );
    return this.decoding;
  }
}

/**
 * Pictures of the next items, decoded before they are asked for: showing one is putting an element into the page. The
 * URLs of an item do not change, so a picture is fetched once also when its item comes back.
 */
export class Pictures {
  private kept = new Map<string, Kept>();

  prepare(items: readonly Item[]): void {
    const next = new Map<string, Kept>();
    for (const item of items)
      if (item.imageUrl !== null) next.set(item.id, this.kept.get(item.id) ?? new Kept(item.imageUrl));
    this.kept = next;
    for (const kept of [...next.values()].slice(0, DECODED)) void kept.decoded;
  }

  of(item: Item): Kept | undefined {
    if (item.imageUrl === null) return undefined;
    const kept = this.kept.get(item.id) ?? new Kept(item.imageUrl);
    this.kept.set(item.id, kept);
    return kept;
  }

  /** It did not come: the next look fetches it anew. */
  forget(item: Item): void {
    this.kept.delete(item.id);
  }
}
