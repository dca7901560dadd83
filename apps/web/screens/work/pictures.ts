import type { Item } from './queue';

/** As many pictures as are fetched and decoded ahead. */
const AHEAD = 8;

interface Kept {
  image: HTMLImageElement;
  url: string;
  decoded: Promise<boolean>;
}

/**
 * Pictures of the next items, decoded before they are asked for: showing one is putting an element into the page. The
 * URLs of an item do not change, so a picture is fetched once also when its item comes back.
 */
export class Pictures {
  private kept = new Map<string, Kept>();

  prepare(items: readonly Item[]): void {
    const next = new Map<string, Kept>();
    for (const item of items.slice(0, AHEAD))
      if (item.imageUrl !== null) next.set(item.id, this.kept.get(item.id) ?? load(item.imageUrl));
    this.kept = next;
  }

  of(item: Item): Kept | undefined {
    if (item.imageUrl === null) return undefined;
    const kept = this.kept.get(item.id) ?? load(item.imageUrl);
    this.kept.set(item.id, kept);
    return kept;
  }

  /** It did not come: the next look fetches it anew. */
  forget(item: Item): void {
    this.kept.delete(item.id);
  }
}

function load(url: string): Kept {
  const image = new Image();
  image.draggable = false;
  image.src = url;
  const decoded = image.decode().then(
    () => true,
    () => false,
  );
  return { image, url, decoded };
}
