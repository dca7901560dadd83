import type { DeliveryReport } from './delivery-report';
import { dateInJapan, escapeHtml, page } from './html';

/** 納品書. The price is the signed quote's, without tax; the invoice is a paper of its own. */
export function deliveryNoteHtml(report: DeliveryReport): string {
  const price = report.priceYen === null ? '—' : `${report.priceYen.toLocaleString('ja-JP')} 円（税抜）`;
  return page(
    `納品書 ${report.engagementKey}`,
    `<p>${escapeHtml(report.client)} 御中</p><p>${dateInJapan(report.builtAt)}</p><p>一般財団法人 塩尻市振興公社</p>
<table><tr><th>件名</th><th>数量</th><th>金額</th></tr>
<tr><td>${escapeHtml(report.title)}</td><td class="n">${report.items} 件</td><td class="n">${price}</td></tr></table>
<p>納品物: 結果データ（CSV）、品質報告書</p>`,
  );
}
