import { computeQuote, MARGIN_FLOOR, type Quote, type QuoteInput, quoteAtPrice } from './quote';

/** The price that stands, and what it was reckoned from. */
export interface StandingPrice {
  params: QuoteInput;
  volume: number;
  priceYen: number;
  marginRate: number;
}

/**
 * What a change costs: at a price named by hand, at a margin, or as before. The same amount of work keeps its price, also
 * one that was agreed by hand.
 */
export function priceOfChange(
  standing: StandingPrice,
  volume: number,
  { priceYen, marginRate }: { priceYen?: number; marginRate?: number },
): { params: QuoteInput; result: Quote } {
  const params = { ...standing.params, volume };
  if (priceYen !== undefined) {
    const { quote, marginRate: left } = quoteAtPrice(params, priceYen);
    return { params: { ...params, marginRate: left }, result: quote };
  }
  if (marginRate === undefined && volume === standing.volume)
    return { params, result: quoteAtPrice(params, standing.priceYen).quote };
  const wanted = { ...params, marginRate: marginRate ?? standing.marginRate };
  return { params: wanted, result: computeQuote(wanted) };
}

/**
 * The least margin of an offer for a change: the floor, or what another manager has agreed to under it already. A change
 * has no second approval, so it cannot go below.
 */
export function leastMargin(standing: number): number {
  return Math.min(MARGIN_FLOOR, standing);
}

/** Compared to four decimals, as margins are kept. */
export function isUnderLeast(marginRate: number, standing: number): boolean {
  return Math.round(marginRate * 10_000) < Math.round(leastMargin(standing) * 10_000);
}
