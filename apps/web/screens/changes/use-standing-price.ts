import type { StandingPrice } from '@kado/domain/change-price';
import type { QuoteInput } from '@kado/domain/quote';
import type { Of } from '../../api/types';
import { useQuotes } from './queries';

/** The quote the signed clauses were sold with; only for those who read cost and margin. */
export function useStandingPrice(
  key: string,
  signed: Of<'RequirementVersion'> | null | undefined,
  enabled: boolean,
): StandingPrice | undefined {
  const quotes = useQuotes(key, enabled);
  const quote = quotes.data?.find(({ stands }) => stands);
  if (!signed || quote?.params === undefined || quote.marginRate === undefined) return undefined;
  return {
    params: quote.params as unknown as QuoteInput,
    volume: signed.clauses.volume,
    priceYen: quote.priceYen,
    marginRate: quote.marginRate,
  };
}
