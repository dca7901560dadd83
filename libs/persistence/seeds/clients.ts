export interface SeedClient {
  code: string;
  name: string;
  nameKana: string;
  kind: 'company' | 'municipality';
  /** Where the client's people sit. */
  place: string;
}

/**
 * Twenty clients of the kinds KADO works for. Every company is invented; the municipalities order as cities do (municipal
 * work is outsourced by Shiojiri and by partner municipalities).
 */
export const CLIENTS: readonly SeedClient[] = [
  // AI and automated driving, Aichi: the largest orders
  company('C-001', '株式会社ヒナタ画像認識', 'ヒナタガゾウニンシキ', '愛知県'),
  company('C-002', 'ミチシルベ自動走行株式会社', 'ミチシルベジドウソウコウ', '愛知県'),
  // telecommunication, Tokyo
  company('C-003', 'ソラマメ通信網株式会社', 'ソラマメツウシンモウ', '東京都'),
  municipality('C-004', '塩尻市', 'シオジリシ'),
  // companies of the region
  company('C-005', '株式会社ナラノキ精密', 'ナラノキセイミツ', '長野県'),
  company('C-006', '株式会社ブドウダナ醸造企画', 'ブドウダナジョウゾウキカク', '長野県'),
  company('C-007', '有限会社カワラナデシコ印刷', 'カワラナデシコインサツ', '長野県'),
  company('C-008', 'レンゲツツジ会計支援株式会社', 'レンゲツツジカイケイシエン', '長野県'),
  company('C-009', '株式会社シラカバミチ物流', 'シラカバミチブツリュウ', '長野県'),
  company('C-010', '株式会社コダマヤマ電子', 'コダマヤマデンシ', '長野県'),
  // companies in cities elsewhere
  company('C-011', '株式会社ツバメノス人事サービス', 'ツバメノスジンジサービス', '東京都'),
  company('C-012', '株式会社カワセミブチ調達', 'カワセミブチチョウタツ', '東京都'),
  company('C-013', '株式会社ホタルビ地図データ', 'ホタルビチズデータ', '愛知県'),
  company('C-014', '株式会社モミジバ通販', 'モミジバツウハン', '東京都'),
  municipality('C-015', '立科町', 'タテシナマチ'),
  municipality('C-016', '糸魚川市', 'イトイガワシ'),
  company('C-017', 'イワシグモ計算基盤株式会社', 'イワシグモケイサンキバン', '東京都'),
  company('C-018', '株式会社キツツキノキ検査', 'キツツキノキケンサ', '愛知県'),
  company('C-019', '株式会社ドングリノモリ教育', 'ドングリノモリキョウイク', '長野県'),
  company('C-020', '株式会社ヤマセミザワ観光', 'ヤマセミザワカンコウ', '長野県'),
];

function company(code: string, name: string, nameKana: string, place: string): SeedClient {
  return { code, name, nameKana, kind: 'company', place };
}

function municipality(code: string, name: string, nameKana: string): SeedClient {
  return { code, name, nameKana, kind: 'municipality', place: name };
}
