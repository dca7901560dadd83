import { isRejectionCode, REJECTION_CODES } from '@kado/domain/rejection-codes';

export interface NamedItem {
  externalId: string;
  code: string;
  comment: string;
}

/**
 * Items as they are pasted: ids by lines, blanks or commas; or rows of a spreadsheet (id, reason, comment), where a reason
 * is its code or its name.
 */
export function readPasted(text: string, usual: Omit<NamedItem, 'externalId'>): NamedItem[] {
  return text.split(/\r?\n/).flatMap((line) => {
    if (!line.includes('\t'))
      return line
        .split(/[\s,、，;；]+/)
        .filter((id) => id !== '')
        .map((externalId) => ({ externalId, ...usual }));
    const [id = '', reason = '', ...comment] = line.split('\t').map((cell) => cell.trim());
    if (id === '') return [];
    return [{ externalId: id, code: codeOf(reason) ?? usual.code, comment: comment.join(' ') || usual.comment }];
  });
}

function codeOf(reason: string): string | undefined {
  if (isRejectionCode(reason)) return reason;
  return Object.entries(REJECTION_CODES).find(([, { ja, en }]) => reason === ja || reason === en)?.[0];
}

/** Each item once; how many were there already is told, not hidden. */
export function addNew(rows: readonly NamedItem[], pasted: readonly NamedItem[]): { rows: NamedItem[]; known: number } {
  const seen = new Set(rows.map(({ externalId }) => externalId));
  const fresh = pasted.filter(({ externalId }) => {
    if (seen.has(externalId)) return false;
    seen.add(externalId);
    return true;
  });
  return { rows: [...rows, ...fresh], known: pasted.length - fresh.length };
}
