import { dateInTokyo } from '@kado/domain/calendar';
import { type ChangeImpact, type ClausePatch, changeImpact, differencesOf, withWish } from '@kado/domain/change-impact';
import { isUnderLeast, leastMargin, priceOfChange } from '@kado/domain/change-price';
import type { Quote, QuoteInput } from '@kado/domain/quote';
import type { RequirementClauses } from '@kado/domain/requirements';
import type { Tx } from '@kado/persistence/database';
import { confirmedWeeklyHours } from '@kado/persistence/repositories/team';
import type { EngagementRow } from '../common/access.service';
import { fieldProblem } from '../common/problem';
import { insertQuote, insertRequirements } from '../requirements/versions';
import { importedItems, type StandingTerms } from './standing-terms';

export interface Offer {
  priceYen?: number;
  marginRate?: number;
  deliveryDue?: string;
  clauses?: ClausePatch;
}

/** Where the parts of an offer stand in the request that brings it. */
export interface Pointers {
  offer: string;
  clauses: string;
}

export interface WrittenOffer {
  offered: RequirementClauses & { priceYen: number; totalYen: number };
  requirementVersion: number;
  quoteVersion: number;
}

/** An offer to the client is good for so many days. */
const VALID_DAYS = 30;

/** Terms that KADO is ready to be held to: the next version of the clauses and of the quote, both drafts until both agree. */
export async function writeOffer(
  tx: Tx,
  engagement: EngagementRow,
  authorId: string,
  standing: StandingTerms,
  wished: ClausePatch,
  offer: Offer,
  impact: Pick<ChangeImpact, 'deliveryDue'>,
  at: Pointers,
): Promise<WrittenOffer> {
  const deliveryDue = offer.deliveryDue ?? impact.deliveryDue;
  const clauses = withWish(standing.clauses, { ...wished, ...offer.clauses, deliveryDue });
  requireFuture(`${at.offer}/deliveryDue`, deliveryDue, standing.clauses.deliveryDue);
  if (differencesOf(standing.clauses, clauses).length === 0) throw fieldProblem(at.clauses, 'nothing_changes', SAME);
  const imported = clauses.volume < standing.clauses.volume ? await importedItems(tx, engagement.id) : 0;
  if (clauses.volume < imported) throw fieldProblem(`${at.clauses}/volume`, 'volume_below_items', tooFew(imported));
  const { params, result } = price(standing, clauses.volume, offer, at);

  const requirements = await insertRequirements(tx, engagement, authorId, clauses);
  const quote = await insertQuote(tx, engagement, authorId, {
    requirementVersion: requirements.version,
    params,
    result,
    validUntil: dateInTokyo(new Date(Date.now() + VALID_DAYS * 86_400_000).toISOString()),
  });
  return {
    offered: { ...clauses, priceYen: result.priceYen, totalYen: result.totalYen },
    requirementVersion: requirements.version,
    quoteVersion: quote.version,
  };
}

export async function impactOf(
  tx: Tx,
  engagement: EngagementRow,
  { clauses, params, priceYen }: StandingTerms,
  wished: ClausePatch,
): Promise<ChangeImpact> {
  return changeImpact({
    clauses,
    wished,
    quote: params,
    standingPriceYen: priceYen,
    confirmedWeeklyHours: await confirmedWeeklyHours(tx, engagement),
  });
}

/** What the audit keeps of an offer. */
export function factsOf({ offered, requirementVersion, quoteVersion }: WrittenOffer): Record<string, unknown> {
  return { requirementVersion, quoteVersion, priceYen: offered.priceYen, deliveryDue: offered.deliveryDue };
}

/** A date that stays as it was agreed may have passed; a new one lies ahead. */
export function requireFuture(pointer: string, date: string | undefined, agreed: string): void {
  if (date !== undefined && date !== agreed && date < dateInTokyo(new Date().toISOString()))
    throw fieldProblem(pointer, 'date_past', { ja: '納期が過去の日付です。', en: 'The date has passed already.' });
}

function price(
  standing: StandingTerms,
  volume: number,
  { priceYen, marginRate }: Offer,
  at: Pointers,
): { params: QuoteInput; result: Quote } {
  const { clauses, ...stands } = standing;
  const offer = priceOfChange({ ...stands, volume: clauses.volume }, volume, { priceYen, marginRate });
  const least = leastMargin(standing.marginRate);
  if (isUnderLeast(offer.params.marginRate, standing.marginRate))
    throw fieldProblem(`${at.offer}/${priceYen === undefined ? 'marginRate' : 'priceYen'}`, 'below_floor', {
      ja: `利益率は${percent(least)}以上にしてください。`,
      en: `The margin must be at least ${percent(least)}.`,
    });
  return offer;
}

const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;
const SAME = { ja: '現在の契約条件と同じです。', en: 'These are the terms that stand already.' };
const tooFew = (imported: number) => ({
  ja: `取込み済みの作業データ（${imported}件）より少なくはできません。`,
  en: `${imported} items have been imported already: the volume cannot be less.`,
});
