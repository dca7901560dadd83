import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

interface PageOf<Row> {
  items: Row[];
  nextCursor: string | null;
}

/** A list with an opaque cursor, page after page, as one run of rows. */
export function usePages<Row>(queryKey: QueryKey, read: (cursor: string | undefined) => Promise<PageOf<Row>>) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // The rows of a former filter stay until the new ones are there.
    placeholderData: (before) => before,
  });
  return {
    query,
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
    more: query.hasNextPage
      ? { load: () => void query.fetchNextPage(), isLoading: query.isFetchingNextPage }
      : undefined,
  };
}
