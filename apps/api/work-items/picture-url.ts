/** Where the picture of an item is read; items without one have none. */
export function pictureUrl(item: { id: string; fileId: string | null }): string | null {
  return item.fileId === null ? null : `/api/v1/work-items/${item.id}/picture`;
}
