import type { DeliveryReport } from './delivery-report';
import { dateInJapan, escapeHtml, page, percent } from './html';

const BASIS: Record<DeliveryReport['accuracy']['basis'], string> = {
  gold: '正解が分かっている検査用データ（作業者には伏せて混在）との一致率',
  inspection: '最終回の抜取検査で合格した割合',
};

/** 品質報告書: what was measured, how, and with which certainty. */
export function qaReportHtml(report: DeliveryReport): string {
  const { accuracy } = report;
  const target = report.qualityTarget === null ? '—' : percent(report.qualityTarget);
  const lots = report.lots
    .map(
      (lot) =>
        `<tr><td>${escapeHtml(lot.key)}</td><td class="n">${lot.items}</td><td class="n">${lot.rounds}</td><td class="n">${lot.sampled}</td><td class="n">${lot.acceptanceNumber}</td><td class="n">${lot.defects}</td></tr>`,
    )
    .join('\n');
  return page(
    `品質報告書 ${report.engagementKey}`,
    `<p>${escapeHtml(report.client)} 御中</p><p>${escapeHtml(report.title)}</p><p>作成日 ${dateInJapan(report.builtAt)}</p>
<table>
<tr><th>件数</th><td class="n">${report.items}</td></tr>
<tr><th>推定正確度（正解が未知のデータ）</th><td class="n">${percent(accuracy.estimate)}（99 %信頼区間 ${percent(accuracy.low)}〜${percent(accuracy.high)}）</td></tr>
<tr><th>推定の根拠</th><td>${BASIS[accuracy.basis]}（${accuracy.measured}件中 ${accuracy.right}件）</td></tr>
<tr><th>品質目標</th><td class="n">${target}</td></tr>
<tr><th>作業者数</th><td class="n">${report.people}</td></tr>
<tr><th>レビュー件数</th><td class="n">${report.reviewed}</td></tr>
<tr><th>差戻し件数</th><td class="n">${report.returned}</td></tr>
<tr><th>裁定件数</th><td class="n">${report.adjudicated}</td></tr>
<tr><th>計画・マニュアル</th><td>計画 v${report.planVersion ?? '—'}／マニュアル v${report.manualVersion ?? '—'}</td></tr>
</table>
<h2>ロット別の抜取検査</h2>
<table><tr><th>ロット</th><th>件数</th><th>検査回</th><th>抜取数</th><th>合格判定数</th><th>不良数</th></tr>
${lots}
</table>`,
  );
}
