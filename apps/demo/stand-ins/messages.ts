/** Lines of JSON between the driver and the process of its people. */
export interface WorkRequest {
  id: number;
  do: 'work';
  engagement: string;
  purpose: 'pilot' | 'production';
  teleworkers: string[];
  leaders: string[];
  directors: string[];
  limit?: number;
}

export interface InspectRequest {
  id: number;
  do: 'inspect';
  lot: string;
  /** In this order; the next one takes what the one before may not judge. */
  logins: string[];
}

export interface EngagementRequest {
  id: number;
  do: 'progress' | 'stop';
  engagement: string;
}

export type Request = WorkRequest | InspectRequest | EngagementRequest;

export interface Reply {
  id: number;
  result?: unknown;
  error?: string;
}

/** Said without being asked: somebody cannot go on. */
export interface Notice {
  engagement: string;
  failed: string;
}
