/** The figures behind a delivery's papers, stored with it. Yen as integers without tax; instants in UTC. */
export interface DeliveryReport {
  engagementKey: string;
  title: string;
  client: string;
  builtAt: string;
  items: number;
  people: number;
  returned: number;
  reviewed: number;
  adjudicated: number;
  planVersion: number | null;
  manualVersion: number | null;
  priceYen: number | null;
  qualityTarget: number | null;
  accuracy: {
    estimate: number;
    low: number;
    high: number;
    confidence: number;
    /** `gold`: items with a hidden known answer; `inspection`: the last inspected samples. */
    basis: 'gold' | 'inspection';
    measured: number;
    right: number;
  };
  lots: {
    lotNo: number;
    key: string;
    items: number;
    rounds: number;
    sampled: number;
    acceptanceNumber: number;
    defects: number;
    defectsAllRounds: number;
  }[];
}
