import { leaders, workers } from './people';

/** One client's order and who takes part, by login. */
export interface Order {
  title: string;
  description: string;
  category: 'digital_data' | 'back_office' | 'municipal';
  scope: string;
  client: string;
  manager: string;
  coordinator: string;
  director: string;
  /** The last one inspects, the others review. */
  leaders: string[];
  pool: string[];
  teamSize: number;
  /** How many of those asked say no. */
  declining: number;
  /** Pictures of the order; undefined: all there are. */
  pictures?: number;
  pictureOffset?: number;
  lots: number;
  clientReturnsOnce: boolean;
  directorRefusesOnce: boolean;
  /** Decisions that nobody takes: where they are all that is open, the engagement stays. */
  leaveOpen: string[];
  /** So many answers, then everybody goes home. */
  leaveWorkAt?: number;
}

export const TARGET = 0.97;

export const DIGITS_ORDER: Order = {
  title: '手書き数字画像の教師データ作成 1,797枚',
  description: '走査した手書き数字の画像1枚ごとに、書かれている数字（0〜9）を1つ付ける。画像認識AIの学習に使う。',
  category: 'digital_data',
  scope:
    '手書き数字の画像1,797枚に、書かれている数字（0〜9）のラベルを1枚に1つ付け、CSV（external_id,label）で納める。',
  client: 'client01',
  manager: 'manager01',
  coordinator: 'coordinator01',
  director: 'director01',
  leaders: leaders(1, 3),
  pool: workers(1, 30),
  teamSize: 13,
  declining: 1,
  lots: 4,
  clientReturnsOnce: true,
  directorRefusesOnce: true,
  leaveOpen: [],
};

const small = (order: Partial<Order> & Pick<Order, 'title' | 'client' | 'leaveOpen' | 'category'>): Order => ({
  description: `${order.title}（見本として途中で止めてある案件）`,
  scope: `${order.title}：画像1枚ごとに書かれている数字を1つ入力し、CSVで納める。`,
  manager: 'manager02',
  coordinator: 'coordinator02',
  director: 'director02',
  leaders: leaders(4, 5),
  pool: workers(31, 50),
  teamSize: 10,
  declining: 0,
  pictures: 60,
  lots: 1,
  clientReturnsOnce: false,
  directorRefusesOnce: false,
  ...order,
});

/** One engagement left in each stage, so that every list and every inbox has something in it. */
export const PARKED_ORDERS: Order[] = [
  small({
    title: 'ふるさと寄附 申込書の入力支援',
    category: 'municipal',
    client: 'client04',
    leaveOpen: ['qualify_inquiry'],
  }),
  small({
    title: '経理伝票の金額データ入力',
    category: 'back_office',
    client: 'client08',
    pictures: 50,
    leaveOpen: ['sign_requirements'],
  }),
  small({
    title: '自動運転用3次元地図の標識数字の確認',
    category: 'digital_data',
    client: 'client02',
    director: 'director03',
    leaveOpen: ['approve_plan'],
  }),
  small({
    title: 'ワクチン接種予診票の接種回数入力',
    category: 'municipal',
    client: 'client15',
    director: 'director03',
    leaveOpen: ['issue_terms_notices', 'pass_training_gate'],
  }),
  small({
    title: '検針票画像の数字入力',
    category: 'back_office',
    client: 'client05',
    director: 'director04',
    leaders: leaders(6, 7),
    pool: workers(51, 75),
    pictureOffset: 3,
    leaveOpen: [],
    leaveWorkAt: 28,
  }),
  small({
    title: '部品刻印画像の数字ラベル付け',
    category: 'digital_data',
    client: 'client10',
    director: 'director04',
    leaders: leaders(6, 7),
    pool: workers(76, 100),
    pictureOffset: 5,
    leaveOpen: ['decide_lot'],
  }),
  small({
    title: '物流伝票の便番号データ化',
    category: 'back_office',
    client: 'client09',
    director: 'director05',
    leaders: leaders(8, 9),
    pool: workers(101, 125),
    pictures: 40,
    pictureOffset: 7,
    leaveOpen: ['accept_delivery'],
  }),
  small({
    title: '地図データの番地数字の点検',
    category: 'digital_data',
    client: 'client13',
    director: 'director05',
    leaders: leaders(8, 9),
    pool: workers(126, 150),
    pictures: 45,
    pictureOffset: 11,
    leaveOpen: ['schedule_pay', 'hold_retrospective', 'post_kpi'],
  }),
];
