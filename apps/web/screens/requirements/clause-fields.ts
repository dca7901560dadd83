import { percentageOf, readNumber, shareOf } from '../../kit/numbers';
import type { Clauses } from '../../parts/clauses';

/** The clauses as they are typed: numbers stay text, so that a draft keeps what stands in the field. */
export interface ClauseFields {
  scope: string;
  category: Clauses['category'];
  mode: Clauses['mode'];
  volume: string;
  deliveryDue: string;
  workStart: string;
  qualityTarget: string;
  dataClass: Clauses['dataClass'];
  place: Clauses['place'];
  priceModel: Clauses['priceModel'];
  acceptanceWindowDays: string;
  deemedAcceptance: boolean;
  instalments: boolean;
  notes: string;
}

export function fieldsOf(clauses: Partial<Clauses>): ClauseFields {
  return {
    scope: clauses.scope ?? '',
    category: clauses.category ?? 'digital_data',
    mode: clauses.mode ?? 'item',
    volume: clauses.volume === undefined ? '' : String(clauses.volume),
    deliveryDue: clauses.deliveryDue ?? '',
    workStart: clauses.workStart ?? '',
    qualityTarget: clauses.qualityTarget === undefined ? '' : percentageOf(clauses.qualityTarget),
    dataClass: clauses.dataClass ?? 'none',
    place: clauses.place ?? 'home',
    priceModel: clauses.priceModel ?? 'per_item',
    acceptanceWindowDays: String(clauses.acceptanceWindowDays ?? 10),
    deemedAcceptance: clauses.deemedAcceptance ?? false,
    instalments: clauses.instalments ?? false,
    notes: clauses.notes ?? '',
  };
}

/** What is typed, read: members that are no numbers or dates yet are left out. */
export function clausesOf(fields: ClauseFields): Partial<Clauses> {
  const { scope, category, mode, dataClass, place, priceModel, deemedAcceptance, instalments } = fields;
  const [volume, days] = [readNumber(fields.volume), readNumber(fields.acceptanceWindowDays)];
  const qualityTarget = shareOf(fields.qualityTarget);
  const notes = fields.notes.trim();
  return {
    scope: scope.trim(),
    category,
    mode,
    ...(volume !== undefined && { volume }),
    ...(fields.deliveryDue && { deliveryDue: fields.deliveryDue }),
    ...(qualityTarget !== undefined && { qualityTarget }),
    dataClass,
    place,
    priceModel,
    ...(days !== undefined && { acceptanceWindowDays: days }),
    deemedAcceptance,
    instalments,
    ...(fields.workStart && { workStart: fields.workStart }),
    ...(notes && { notes }),
  };
}
